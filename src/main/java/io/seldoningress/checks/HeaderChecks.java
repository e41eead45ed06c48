package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.HeaderAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the annotations about headers. */
final class HeaderChecks {

  private HeaderChecks() {}

  /** What is set and removed at once is there or not by the version of Envoy. */
  static Stream<Finding> eitherSetOrRemoved(SeldonDeployment deployment) {
    return Stream.of(
            both(deployment, HeaderAnnotations.REQUEST_SET, HeaderAnnotations.REQUEST_REMOVE),
            both(deployment, HeaderAnnotations.RESPONSE_SET, HeaderAnnotations.RESPONSE_REMOVE))
        .flatMap(findings -> findings);
  }

  /** A copy of a request has the headers of the request, and a shadow may get nothing else. */
  static Stream<Finding> noneOfShadows(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(one -> one.shadow() && !OwnRoutes.direct(deployment))
        .flatMap(
            shadow ->
                HeaderAnnotations.LIST.stream()
                    .flatMap(
                        one ->
                            one
                                .written(shadow)
                                .map(
                                    text ->
                                        new Finding(
                                            one.path(shadow),
                                            text,
                                            "nothing on a shadow: a copy has the headers of its request"))
                                .stream()));
  }

  private static Stream<Finding> both(
      SeldonDeployment deployment,
      Annotation<Map<String, String>> set,
      Annotation<List<String>> remove) {
    // Once for all predictors: each text may be long, and there may be thousands of them.
    Optional<Map<String, String>> setForAll = set.of(deployment);
    Optional<List<String>> removedForAll = remove.of(deployment);
    Stream<Finding> all = findings(setForAll, removedForAll, remove.path(deployment));
    Stream<Finding> own =
        deployment.predictors().stream()
            .filter(one -> set.written(one).isPresent() || remove.written(one).isPresent())
            .flatMap(
                one ->
                    findings(
                        set.written(one).isPresent() ? set.of(one) : setForAll,
                        remove.written(one).isPresent() ? remove.of(one) : removedForAll,
                        remove.written(one).isPresent() ? remove.path(one) : set.path(one)));
    return Stream.concat(all, own);
  }

  private static Stream<Finding> findings(
      Optional<Map<String, String>> set, Optional<List<String>> remove, String path) {
    Set<String> names =
        set.orElse(Map.of()).keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return remove.orElse(List.of()).stream()
        .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
        .map(name -> new Finding(path, name, "headers that are either set or removed"));
  }
}
