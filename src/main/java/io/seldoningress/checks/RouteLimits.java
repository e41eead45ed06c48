package io.seldoningress.checks;

import static io.seldoningress.annotation.MatchAnnotations.DIRECT;
import static io.seldoningress.annotation.MatchAnnotations.MATCH;
import static io.seldoningress.annotation.MatchAnnotations.STICKY_COOKIE;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much one SeldonDeployment may ask for. Every route is in one object, of which etcd takes 1.5
 * MiB, and in the route table of the gateway that all share.
 */
final class RouteLimits {

  /** Routes of their own, each with a copy for each shadow, for one of two protocols. */
  static final int MAX_DESTINATIONS = 100;

  /** Each match is written for each path and protocol. */
  static final int MAX_MATCHES = 20_000;

  /** Characters of one object: with what Kubernetes adds, etcd's limit is not near. */
  static final int MAX_CHARACTERS = 1_000_000;

  private RouteLimits() {}

  /** What is short by itself may be there for each of a thousand predictors, routes and paths. */
  static Stream<Finding> characters(SeldonDeployment deployment) {
    RouteSize size = RouteSize.of(deployment);
    return size.total() > MAX_CHARACTERS
        ? Stream.of(
            new Finding(
                "spec.predictors",
                "about %d characters of routes".formatted(size.total()),
                "at most %d; of destinations there are %d, of headers %d, of matches and paths %d, of other options such as CORS %d"
                    .formatted(
                        MAX_CHARACTERS,
                        size.destinations(),
                        size.headers(),
                        size.matches(),
                        size.options())))
        : Stream.empty();
  }

  static Stream<Finding> destinations(SeldonDeployment deployment) {
    List<Predictor> predictors = deployment.predictors();
    long shadows = predictors.stream().filter(Predictor::shadow).count();
    long routes = RouteSize.ownRoutes(deployment);
    long destinations = routes * (1 + shadows);
    return destinations > MAX_DESTINATIONS
        ? Stream.of(
            new Finding(
                "spec.predictors",
                "%d routes x (1 + %d shadows)".formatted(routes, shadows),
                "at most %d, for %s"
                    .formatted(MAX_DESTINATIONS, names(DIRECT, MATCH, STICKY_COOKIE))))
        : Stream.empty();
  }

  static Stream<Finding> matches(SeldonDeployment deployment) {
    long length =
        deployment.predictors().stream()
            .flatMap(one -> MATCH.written(one).stream())
            .mapToLong(String::length)
            .sum();
    return length > MAX_MATCHES
        ? Stream.of(
            new Finding(
                "spec.predictors[*].annotations[" + MATCH.name() + "]",
                length + " characters",
                "at most %d characters together".formatted(MAX_MATCHES)))
        : Stream.empty();
  }

  private static String names(Annotation<?>... annotations) {
    return String.join(", ", Stream.of(annotations).map(Annotation::name).toList());
  }
}
