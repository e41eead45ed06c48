package io.seldoningress.checks;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.Problem;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules for the shares. Envoy refuses a route table with a negative weight, with several weights
 * that are all 0 and with a route to nobody; Seldon's webhook, where it is installed, refuses the
 * other cases.
 */
final class TrafficChecks {

  private static final int WHOLE = 100;
  private static final int SHOWN = 20;

  /** Where a wrong type leaves a share or the number of predictors unknown. */
  private static final Pattern UNKNOWN_SHARE =
      Pattern.compile("spec|spec\\.predictors(\\[[0-9]+](\\.traffic|\\.shadow)?)?");

  private TrafficChecks() {}

  static Stream<Finding> inRange(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(predictor -> !inRange(predictor))
        .map(
            predictor ->
                new Finding(
                    predictor.path("traffic"),
                    String.valueOf(predictor.traffic()),
                    "a whole number from 0 to 100"));
  }

  static Stream<Finding> somebodyLive(SeldonDeployment deployment) {
    boolean shadowsOnly =
        !deployment.predictors().isEmpty() && live(deployment).isEmpty() && sharesKnown(deployment);
    return shadowsOnly
        ? Stream.of(
            new Finding(
                "spec.predictors[*].shadow", "true", "at least one predictor that is no shadow"))
        : Stream.empty();
  }

  /** Shares add up to 100; a predictor without others may leave its share out. */
  static Stream<Finding> whole(SeldonDeployment deployment) {
    List<Predictor> live = live(deployment);
    if (!sharesKnown(deployment) || !live.stream().allMatch(TrafficChecks::inRange)) {
      return Stream.empty();
    }
    return live.size() == 1 ? wholeOrUnset(live.get(0)) : sumIsWhole(live);
  }

  private static Stream<Finding> wholeOrUnset(Predictor only) {
    return only.traffic() == 0 || only.traffic() == WHOLE
        ? Stream.empty()
        : Stream.of(
            new Finding(
                only.path("traffic"),
                String.valueOf(only.traffic()),
                "100, 0 or nothing, as it is the only predictor that is no shadow"));
  }

  private static Stream<Finding> sumIsWhole(List<Predictor> live) {
    long sum = live.stream().mapToLong(Predictor::traffic).sum();
    return live.isEmpty() || sum == WHOLE
        ? Stream.empty()
        : Stream.of(
            new Finding(
                "spec.predictors[*].traffic",
                addends(live) + " = " + sum,
                "shares that add up to 100 over all predictors that are no shadows"));
  }

  private static String addends(List<Predictor> live) {
    String shown =
        live.stream()
            .limit(SHOWN)
            .map(predictor -> String.valueOf(predictor.traffic()))
            .collect(Collectors.joining(" + "));
    return live.size() > SHOWN ? shown + " + ..." : shown;
  }

  private static List<Predictor> live(SeldonDeployment deployment) {
    return deployment.predictors().stream().filter(Predictor::live).toList();
  }

  private static boolean inRange(Predictor predictor) {
    return predictor.traffic() >= 0 && predictor.traffic() <= WHOLE;
  }

  private static boolean sharesKnown(SeldonDeployment deployment) {
    return deployment.getProblems().stream()
        .map(Problem::path)
        .noneMatch(path -> UNKNOWN_SHARE.matcher(path).matches());
  }
}
