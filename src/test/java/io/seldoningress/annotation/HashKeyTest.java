package io.seldoningress.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.annotation.HashKey.Part;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashKeyTest {

  @Test
  void everyPartOfARequestIsRead() {
    assertThat(read("header:X-User")).contains(key(Part.HEADER, "X-User"));
    assertThat(read("query:user_id")).contains(key(Part.QUERY, "user_id"));
    assertThat(read("cookie:user")).contains(key(Part.COOKIE, "user"));
    assertThat(read(" source-ip ")).contains(key(Part.SOURCE_IP, ""));
  }

  @Test
  void aCookieMayHaveALifetime() {
    assertThat(read("cookie:pod:session")).contains(cookie(Duration.ZERO));
    assertThat(read("cookie:pod:1h30m")).contains(cookie(Duration.ofMinutes(90)));
    assertThat(read("cookie:pod:8760h")).contains(cookie(Duration.ofDays(365)));
  }

  /** Envoy refuses the route table of the whole gateway for some of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "header",
        "header:",
        "header::path",
        "header:x y",
        "header:x\r\ny",
        "header:x\0",
        "header:ü",
        "header:x:1h",
        "query:a&b",
        "cookie:a;b",
        "cookie:pod:0s",
        "cookie:pod:500ms",
        "cookie:pod:8761h",
        "cookie:pod:",
        "cookie:pod:1h:1h",
        "Header:x",
        "source_ip:x",
        "source-ip:x",
        "x-user"
      })
  void whatIsNoPartOfARequestIsWrong(String text) {
    assertThat(read(text)).isEmpty();
    assertThat(HashKey.FORM.read(text).faults()).hasSize(1);
  }

  @Test
  void aNameThatIsTooLongIsWrong() {
    assertThat(read("header:" + "x".repeat(100))).isPresent();
    assertThat(read("header:" + "x".repeat(101))).isEmpty();
  }

  private static Optional<HashKey> read(String text) {
    return HashKey.FORM.read(text).value();
  }

  private static HashKey key(Part part, String name) {
    return new HashKey(part, name, Optional.empty());
  }

  private static HashKey cookie(Duration lifetime) {
    return new HashKey(Part.COOKIE, "pod", Optional.of(lifetime));
  }
}
