package io.seldoningress.checks;

import static io.seldoningress.annotation.MatchAnnotations.DIRECT;
import static io.seldoningress.annotation.MatchAnnotations.DIRECT_HEADER;
import static io.seldoningress.annotation.MatchAnnotations.MATCH;
import static io.seldoningress.annotation.MatchAnnotations.MIRROR_PERCENTAGE;
import static io.seldoningress.annotation.MatchAnnotations.STICKY_COOKIE;
import static io.seldoningress.annotation.MatchAnnotations.STICKY_TTL;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.MatchAlternative;
import io.seldoningress.annotation.MatchPart;
import io.seldoningress.istio.Binding;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules for who goes where, as far as one annotation alone does not show them. */
final class MatchChecks {

  private MatchChecks() {}

  /** Nobody waits for the answer of a shadow; addressed directly it does answer. */
  static Stream<Finding> matchOfLive(SeldonDeployment deployment) {
    return misplaced(
        deployment, MATCH, Predictor::shadow, "nothing; a shadow gets copies, not requests");
  }

  static Stream<Finding> percentageOfShadow(SeldonDeployment deployment) {
    return misplaced(
        deployment,
        MIRROR_PERCENTAGE,
        Predictor::live,
        "nothing; it is for a predictor with shadow: true");
  }

  static Stream<Finding> headerOfDirect(SeldonDeployment deployment) {
    return alone(deployment, DIRECT_HEADER, DIRECT);
  }

  static Stream<Finding> ttlOfCookie(SeldonDeployment deployment) {
    return alone(deployment, STICKY_TTL, STICKY_COOKIE);
  }

  /** Only gateways see claims; Istio's validation refuses them elsewhere. */
  static Stream<Finding> claimsAtGateway(SeldonDeployment deployment, RoutingSettings settings) {
    boolean inMesh = Binding.all(deployment, settings).stream().allMatch(Binding::inMesh);
    return deployment.predictors().stream()
        .filter(one -> inMesh && asksForClaims(one))
        .map(
            one ->
                new Finding(
                    MATCH.path(one),
                    MatchPart.CLAIMS.word(),
                    "headers, cookies and queryParams only, as the routes are for the mesh too, where no claims are seen"));
  }

  /** Of two that are alike the second would never get a request. */
  static Stream<Finding> distinct(SeldonDeployment deployment) {
    Set<MatchAlternative> seen = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    for (Predictor one : deployment.predictors()) {
      List<MatchAlternative> alternatives = MATCH.of(one).orElse(List.of());
      for (int i = 0; i < alternatives.size(); i++) {
        if (!seen.add(alternatives.get(i))) {
          findings.add(
              new Finding(
                  MATCH.path(one) + "[" + i + "]",
                  MATCH.written(one).orElse(""),
                  "an alternative that is not there already, on this predictor or on one before it"));
        }
      }
    }
    return findings.stream();
  }

  private static boolean asksForClaims(Predictor predictor) {
    return MATCH.of(predictor).orElse(List.of()).stream()
        .anyMatch(one -> !one.of(MatchPart.CLAIMS).isEmpty());
  }

  private static Stream<Finding> misplaced(
      SeldonDeployment deployment,
      Annotation<?> annotation,
      Predicate<Predictor> wrong,
      String allowed) {
    return deployment.predictors().stream()
        .filter(wrong)
        .flatMap(
            one ->
                annotation.written(one).stream()
                    .map(text -> new Finding(annotation.path(one), text, allowed)));
  }

  private static Stream<Finding> alone(
      SeldonDeployment deployment, Annotation<?> annotation, Annotation<?> needed) {
    return annotation.written(deployment).stream()
        .filter(text -> needed.written(deployment).isEmpty())
        .map(
            text ->
                new Finding(annotation.path(deployment), text, "nothing without " + needed.name()));
  }
}
