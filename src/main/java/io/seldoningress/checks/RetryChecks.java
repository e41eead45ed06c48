package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.PerProtocol;
import io.seldoningress.annotation.RouteAnnotations;
import io.seldoningress.istio.Protocol;
import io.seldoningress.istio.Retries;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-retries} and what goes with it. */
final class RetryChecks {

  private RetryChecks() {}

  static Stream<Finding> attempts(SeldonDeployment deployment) {
    return RouteAnnotations.RETRIES.all().stream()
        .flatMap(
            one ->
                Retries.asked(one, deployment)
                    .filter(text -> Retries.attempts(text).isEmpty())
                    .map(text -> finding(deployment, one, text, one.form().allowed()))
                    .stream());
  }

  /** Without retries the timeout is not used, and may be anything. */
  static Stream<Finding> timeout(SeldonDeployment deployment) {
    return used(deployment).stream()
        .flatMap(
            one ->
                one
                    .written(deployment)
                    .filter(text -> Retries.timeout(text).isEmpty())
                    .map(text -> finding(deployment, one, text, one.form().allowed()))
                    .stream());
  }

  /**
   * What goes with retries needs a number of them: Istio's own number is not known here. The
   * operator passes over its own annotation without, so that one is no mistake.
   */
  static Stream<Finding> counted(SeldonDeployment deployment) {
    PerProtocol<?> on = RouteAnnotations.RETRIES_ON;
    PerProtocol<?> timeout = RouteAnnotations.RETRIES_TIMEOUT;
    return Stream.of(
            uncounted(deployment, on.both(), Protocol.ALL),
            uncounted(deployment, on.http(), List.of(Protocol.HTTP)),
            uncounted(deployment, on.grpc(), List.of(Protocol.GRPC)),
            uncounted(deployment, timeout.http(), List.of(Protocol.HTTP)),
            uncounted(deployment, timeout.grpc(), List.of(Protocol.GRPC)))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> uncounted(
      SeldonDeployment deployment, Annotation<?> one, Collection<Protocol> protocols) {
    boolean counted =
        protocols.stream()
            .anyMatch(
                protocol ->
                    Retries.ofPredictors(deployment, protocol).asked(deployment).isPresent());
    return one.written(deployment).stream()
        .filter(text -> !counted)
        .map(
            text ->
                finding(
                    deployment,
                    one,
                    text,
                    "nothing without seldon.io/istio-retries, the number of retries"));
  }

  private static Set<Annotation<String>> used(SeldonDeployment deployment) {
    Set<Annotation<String>> used = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(Retries.ofExplainers()),
            Protocol.ALL.stream().map(protocol -> Retries.ofPredictors(deployment, protocol)))
        .filter(
            retries ->
                retries
                    .asked(deployment)
                    .map(text -> Retries.attempts(text).orElse(1) > 0)
                    .orElse(false))
        .forEach(retries -> used.add(retries.timeout()));
    return used;
  }

  private static Finding finding(
      SeldonDeployment deployment, Annotation<?> one, String value, String allowed) {
    return new Finding(one.path(deployment), value, allowed);
  }
}
