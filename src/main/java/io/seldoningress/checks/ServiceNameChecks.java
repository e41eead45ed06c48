package io.seldoningress.checks;

import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the names of Services and generated objects. */
final class ServiceNameChecks {

  private static final String CHOSEN = Annotations.path(Annotations.SERVICE_NAME);

  private ServiceNameChecks() {}

  /** {@code seldon.io/svc-name} is used as it is, for a Service and in a host name. */
  static Stream<Finding> chosen(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(predictor -> !predictor.serviceName().map(DnsNames::isLabel).orElse(true))
        .map(predictor -> wrongChoice(predictor, DnsNames.LABEL_ALLOWED));
  }

  static Stream<Finding> distinct(SeldonDeployment deployment) {
    Set<String> seen = new HashSet<>();
    return deployment.predictors().stream()
        .filter(predictor -> !predictor.serviceName().map(seen::add).orElse(true))
        .map(
            predictor ->
                wrongChoice(predictor, "a Service name that no other predictor of it has"));
  }

  /** A dot in the deployment's name, allowed there, is none in the names that are made of it. */
  static Stream<Finding> generated(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(predictor -> DnsNames.isLabel(predictor.name()))
        .flatMap(predictor -> serviceNames(deployment, predictor))
        .filter(name -> !DnsNames.isLabel(name))
        .map(
            name ->
                new Finding(
                    "metadata.name",
                    deployment.name(),
                    "a name of which Service names can be made, so without dots"))
        .limit(1);
  }

  /**
   * Two objects of one deployment must not have the same name, as the second would replace the
   * first.
   */
  static Stream<Finding> unclaimed(SeldonDeployment deployment) {
    Set<GeneratedName> claimed = Names.ofDeployment(deployment).collect(Collectors.toSet());
    return new Repetitions(deployment)
        .first().stream()
            .filter(predictor -> DnsNames.isLabel(predictor.name()))
            .flatMap(predictor -> clashes(deployment, predictor, claimed));
  }

  private static Stream<Finding> clashes(
      SeldonDeployment deployment, Predictor predictor, Set<GeneratedName> claimed) {
    Stream<Finding> own =
        Stream.of(Names.predictorName(deployment, predictor))
            .filter(name -> !claimed.add(name))
            .map(
                name ->
                    clash(predictor, predictor.serviceName().isPresent() ? CHOSEN : "name", name));
    Stream<Finding> explainer =
        predictor.explainer().stream()
            .flatMap(unused -> Names.ofExplainer(deployment, predictor))
            .filter(name -> !claimed.add(name))
            .map(name -> clash(predictor, "explainer", name));
    return Stream.concat(own, explainer);
  }

  private static Finding clash(Predictor predictor, String field, GeneratedName name) {
    return new Finding(
        predictor.path(field),
        name.name(),
        "what gives its own " + name.kind() + " a name that no other of the deployment has");
  }

  private static Stream<String> serviceNames(SeldonDeployment deployment, Predictor predictor) {
    Stream<String> own =
        predictor.serviceName().isPresent()
            ? Stream.empty()
            : Stream.of(Names.predictorKey(deployment, predictor));
    Stream<String> explainer =
        predictor.explainer().stream().map(unused -> Names.explainerKey(deployment, predictor));
    return Stream.concat(own, explainer);
  }

  private static Finding wrongChoice(Predictor predictor, String allowed) {
    return new Finding(predictor.path(CHOSEN), predictor.serviceName().orElse(""), allowed);
  }
}
