package io.seldoningress.checks;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for what predictors are called. */
final class PredictorChecks {

  private PredictorChecks() {}

  static Stream<Finding> present(SeldonDeployment deployment) {
    boolean noneWritten = deployment.predictors().isEmpty() && deployment.getProblems().isEmpty();
    return noneWritten
        ? Stream.of(new Finding("spec.predictors", "[]", "at least one predictor"))
        : Stream.empty();
  }

  /** The name is the name of an Istio subset and a part of paths. */
  static Stream<Finding> named(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(predictor -> !DnsNames.isLabel(predictor.name()))
        .map(
            predictor ->
                new Finding(predictor.path("name"), predictor.name(), DnsNames.LABEL_ALLOWED));
  }

  static Stream<Finding> distinct(SeldonDeployment deployment) {
    Set<String> seen = new HashSet<>();
    return deployment.predictors().stream()
        .filter(predictor -> DnsNames.isLabel(predictor.name()) && !seen.add(predictor.name()))
        .map(
            predictor ->
                new Finding(
                    predictor.path("name"),
                    predictor.name(),
                    "a name that no other predictor has"));
  }

  /** The label selects the pods of the subset; without it the name does, which has its own rule. */
  static Stream<Finding> versioned(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(predictor -> predictor.versionLabel().isPresent())
        .filter(predictor -> !DnsNames.isLabelValue(predictor.version()))
        .map(PredictorChecks::wrongVersion);
  }

  private static Finding wrongVersion(Predictor predictor) {
    return new Finding(
        predictor.path("labels[version]"),
        predictor.version(),
        "at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");
  }
}
