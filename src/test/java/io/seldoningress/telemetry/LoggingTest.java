package io.seldoningress.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LoggingTest {

  private static final Pattern PATTERN = Pattern.compile("<pattern>(.*)</pattern>");

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @Test
  void asJsonTheObjectAndTheReasonAreFields() throws IOException {
    JsonNode line = new ObjectMapper().readTree(encode(Logging.encoder(), "PATCHED"));

    assertThat(line.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "time", "level", "logger", "thread", "message", "namespace", "name", "reason");
    assertThat(line.path("message").asText()).isEqualTo("PATCHED");
    assertThat(line.path("namespace").asText()).isEqualTo("models");
    assertThat(line.path("reason").asText()).isEqualTo("DRIFT");
  }

  @Test
  void whatSomebodyWroteStaysInOneLineOfJson() {
    assertThat(encode(Logging.encoder(), "a\nb\u2028c")).containsOnlyOnce("\n").endsWith("\n");
  }

  @Test
  void asTextTheyStandAtTheEnd() throws IOException {
    assertThat(encode(text(), "PATCHED"))
        .endsWith(
            "INFO  LoggingTest - PATCHED namespace=\"models\" name=\"income\" reason=\"DRIFT\"\n");
  }

  @Test
  void levelsOfSingleLoggersWin() {
    Logger one = context.getLogger("test.one");
    Level before = context.getLogger("ROOT").getLevel();
    try {
      Logging.level("ERROR", Map.of("test.one", "DEBUG"));

      assertThat(one.getEffectiveLevel()).isEqualTo(Level.DEBUG);
      assertThat(context.getLogger("test.other").getEffectiveLevel()).isEqualTo(Level.ERROR);
    } finally {
      context.getLogger("ROOT").setLevel(before);
      one.setLevel(null);
    }
  }

  /** The pattern that the product ships. */
  private PatternLayoutEncoder text() throws IOException {
    var pattern = PATTERN.matcher(Files.readString(Path.of("src/main/resources/logback.xml")));
    assertThat(pattern.find()).isTrue();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern.group(1));
    encoder.start();
    return encoder;
  }

  private String encode(Encoder<ILoggingEvent> encoder, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(context);
    event.setLoggerName(LoggingTest.class.getName());
    event.setLevel(Level.INFO);
    event.setThreadName("worker");
    event.setMessage(message);
    event.setInstant(Instant.EPOCH);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("namespace", "models"),
            new KeyValuePair("name", "income"),
            new KeyValuePair("reason", "DRIFT")));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
