package io.seldoningress.annotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What may be tried again: the conditions of Envoy that the validation of each supported Istio
 * knows ({@code supportedRetryOnPolicies}), and those status codes of errors that Go has a text
 * for, which is its other rule.
 */
final class RetryConditions {

  private static final List<String> WORDS =
      List.of(
          "5xx",
          "gateway-error",
          "reset",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private static final Set<Integer> CODES =
      Stream.of(
              IntStream.rangeClosed(400, 418),
              IntStream.rangeClosed(421, 426),
              IntStream.of(428, 429, 431, 451),
              IntStream.rangeClosed(500, 508),
              IntStream.of(510, 511))
          .flatMap(IntStream::boxed)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern CODE = Pattern.compile("[45][0-9]{2}");

  static final Form<List<String>> FORM =
      Forms.commaList(
          "a comma list of status codes of errors such as 503, and of " + String.join(", ", WORDS),
          text -> Optional.of(text).filter(RetryConditions::isCondition));

  private RetryConditions() {}

  private static boolean isCondition(String text) {
    return WORDS.contains(text)
        || (CODE.matcher(text).matches() && CODES.contains(Integer.parseInt(text)));
  }
}
