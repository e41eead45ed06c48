package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When to come back, as a server says it in a header (RFC 9110, 10.2.3): in seconds, or as a date.
 * The API server says it in its Status as well; a proxy in front of it does not.
 */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * Puts the header into {@code details.retryAfterSeconds} of a Status that lacks it.
   *
   * @param status what the answer says; null when it is no Status
   * @return the Status with the header; as it was where there is no header, or none that is known
   */
  static Status in(Status status, HttpResponse<?> response) {
    if (status != null && status.getDetails() != null && isSaid(status)) {
      return status;
    }
    return seconds(response).map(seconds -> with(seconds, status, response)).orElse(status);
  }

  private static boolean isSaid(Status status) {
    Integer seconds = status.getDetails().getRetryAfterSeconds();
    return seconds != null && seconds > 0;
  }

  private static Status with(int seconds, Status status, HttpResponse<?> response) {
    StatusBuilder builder =
        status == null
            ? new StatusBuilder().withCode(response.code()).withMessage(response.message())
            : new StatusBuilder(status);
    return builder.editOrNewDetails().withRetryAfterSeconds(seconds).endDetails().build();
  }

  private static Optional<Integer> seconds(HttpResponse<?> response) {
    String header = response.header("Retry-After");
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    return text.matches("\\d{1,9}")
        ? Optional.of(Integer.valueOf(text))
        : date(text).map(date -> secondsUntil(date, response));
  }

  /** By the server's clock, where it tells it: ours may be another. */
  private static int secondsUntil(Instant date, HttpResponse<?> response) {
    Instant now =
        Optional.ofNullable(response.header("Date"))
            .flatMap(RetryAfter::date)
            .orElseGet(Instant::now);
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, ChronoUnit.SECONDS.between(now, date)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
