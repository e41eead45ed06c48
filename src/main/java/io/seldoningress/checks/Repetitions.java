package io.seldoningress.checks;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Predictors that repeat the name or the Service name of an earlier one. */
record Repetitions(SeldonDeployment deployment) {

  /** All but the repetitions: what other rules look at, so that one mistake is reported once. */
  List<Predictor> first() {
    Set<String> names = new HashSet<>();
    Set<String> services = new HashSet<>();
    return deployment.predictors().stream()
        .filter(predictor -> names.add(predictor.name()))
        .filter(predictor -> predictor.serviceName().map(services::add).orElse(true))
        .toList();
  }
}
