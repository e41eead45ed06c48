package io.seldoningress.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What a demo printed. */
final class Printed {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Where the demo prints to. */
  PrintStream stream() {
    return new PrintStream(bytes, true, UTF_8);
  }

  /** All lines so far. */
  List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  /** Waits for lines that stand together, and forgets all lines so far. */
  void awaitLines(String... lines) {
    String text = String.join(System.lineSeparator(), lines) + System.lineSeparator();
    await().atMost(PATIENCE).until(() -> bytes.toString(UTF_8), all -> all.contains(text));
    bytes.reset();
  }
}
