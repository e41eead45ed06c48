package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final String NOW = "Mon, 01 Jan 2024 00:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          17                            | 17
          0                             | 0
          Mon, 01 Jan 2024 00:01:40 GMT | 100
          Sun, 31 Dec 2023 23:00:00 GMT | 0
          Fri, 01 Jan 9999 00:00:00 GMT | 2147483647
          -                             | -
          -1                            | -
          99999999999                   | -
          soon                          | -
          """)
  void aHeaderIsSecondsOrADateByTheServersClock(String header, Integer seconds) {
    Status status = RetryAfter.in(null, answer(header, NOW));

    assertThat(status == null ? null : status.getDetails().getRetryAfterSeconds())
        .isEqualTo(seconds);
  }

  @Test
  void withoutAClockOfTheServerOursIsTaken() {
    String inAnHour =
        ZonedDateTime.now(ZoneOffset.UTC).plusHours(1).format(DateTimeFormatter.RFC_1123_DATE_TIME);

    assertThat(RetryAfter.in(null, answer(inAnHour, null)).getDetails().getRetryAfterSeconds())
        .isBetween(3000, 3600);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, 17", "0, 17", "3, 3"})
  void whatTheStatusSaysItselfCounts(Integer said, int seconds) {
    Status status =
        new StatusBuilder()
            .withMessage("busy")
            .withNewDetails()
            .withName("x")
            .withRetryAfterSeconds(said)
            .endDetails()
            .build();

    Status with = RetryAfter.in(status, answer("17", NOW));

    assertThat(with.getMessage()).isEqualTo("busy");
    assertThat(with.getDetails().getName()).isEqualTo("x");
    assertThat(with.getDetails().getRetryAfterSeconds()).isEqualTo(seconds);
  }

  private static HttpResponse<byte[]> answer(String retryAfter, String date) {
    return new HttpResponse<>() {
      @Override
      public int code() {
        return 503;
      }

      @Override
      public byte[] body() {
        return new byte[0];
      }

      @Override
      public HttpRequest request() {
        return null;
      }

      @Override
      public Optional<HttpResponse<?>> previousResponse() {
        return Optional.empty();
      }

      @Override
      public List<String> headers(String key) {
        String value = key.equals("Date") ? date : retryAfter;
        return value == null ? List.of() : List.of(value);
      }

      @Override
      public Map<String, List<String>> headers() {
        return Map.of();
      }
    };
  }
}
