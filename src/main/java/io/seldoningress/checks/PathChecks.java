package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.Paths;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.UrlPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-path} and {@code seldon.io/istio-explainer-path}. */
final class PathChecks {

  /**
   * A prefix and where it is written.
   *
   * @param path the path of the annotation
   */
  private record Prefix(String prefix, String path) {}

  /** What the routes for gRPC look for, as a whole package and service. */
  private static final Pattern GRPC_SERVICE =
      Pattern.compile("/(?=[^/]*\\.)[^/]*(tensorflow|seldon\\.protos|inference)[^/]*/");

  private PathChecks() {}

  /** Names can make a path too long, or be none themselves. */
  static Stream<Finding> allowed(SeldonDeployment deployment) {
    return written(deployment)
        .filter(one -> UrlPaths.prefix(one.prefix()).isEmpty())
        .map(
            one ->
                new Finding(
                    one.path(),
                    one.prefix(),
                    "a path of at most %d characters".formatted(UrlPaths.MAX_LENGTH)));
  }

  /** Below {@code /seldon/} each SeldonDeployment has a space of its own. */
  static Stream<Finding> notOthers(SeldonDeployment deployment) {
    Set<String> spaces =
        explained(deployment)
            .map(one -> Paths.explainerSpace(deployment, one))
            .collect(Collectors.toSet());
    String space = Paths.space(deployment);
    Predicate<String> own = prefix -> prefix.startsWith(space) || within(spaces, prefix);
    return written(deployment)
        .filter(one -> one.prefix().startsWith(Paths.SELDON) && !own.test(one.prefix()))
        .map(
            one ->
                new Finding(
                    one.path(),
                    one.prefix(),
                    "outside of %s anything, in it only %s and below"
                        .formatted(Paths.SELDON, space)));
  }

  /** With the host {@code *} the path {@code /} is every request that nobody else has. */
  static Stream<Finding> notEverything(SeldonDeployment deployment) {
    return Hosts.of(deployment).contains(Hosts.ANY)
        ? written(deployment)
            .filter(one -> one.prefix().equals("/"))
            .map(
                one ->
                    new Finding(
                        one.path(),
                        one.prefix(),
                        "a longer path, or hosts of its own in seldon.io/istio-host"))
        : Stream.empty();
  }

  /**
   * Istio moves a route for everything behind those of all others, but only one that asks for
   * nothing else: with a header beside it, it would come before younger ones of its host.
   */
  static Stream<Finding> everythingIsLast(SeldonDeployment deployment) {
    boolean asksForMore =
        OwnRoutes.direct(deployment)
            || OwnRoutes.sticky(deployment)
            || deployment.predictors().stream().anyMatch(OwnRoutes::matched);
    return written(deployment)
        .filter(one -> asksForMore && one.prefix().equals("/"))
        .map(
            one ->
                new Finding(
                    one.path(),
                    one.prefix(),
                    "a longer path, as there are routes by seldon.io/istio-direct, istio-match or istio-sticky-cookie"));
  }

  /** The name of a gRPC service would take the calls of all SeldonDeployments of the host. */
  static Stream<Finding> noService(SeldonDeployment deployment) {
    return written(deployment)
        .filter(one -> GRPC_SERVICE.matcher(one.prefix()).matches())
        .map(
            one ->
                new Finding(
                    one.path(), one.prefix(), "a path that is no gRPC service of everybody's"));
  }

  /**
   * Which of two routes Istio tries first depends on the age of their VirtualServices, so none may
   * take what another one is for.
   */
  static Stream<Finding> apart(SeldonDeployment deployment) {
    if (written(deployment).findAny().isEmpty()) {
      return Stream.empty();
    }
    List<Prefix> sorted =
        Stream.concat(ofPredictors(deployment), ofExplainers(deployment))
            .sorted(Comparator.comparing(Prefix::prefix))
            .toList();
    List<Finding> findings = new ArrayList<>();
    String last = null;
    for (Prefix one : sorted) {
      if (last != null && one.prefix().startsWith(last)) {
        findings.add(
            new Finding(
                one.path(),
                one.prefix(),
                "paths of predictors and of each explainer ({predictor}) of which none begins with another"));
      } else {
        last = one.prefix();
      }
    }
    return findings.stream();
  }

  private static boolean within(Set<String> spaces, String prefix) {
    for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', slash + 1)) {
      if (spaces.contains(prefix.substring(0, slash + 1))) {
        return true;
      }
    }
    return false;
  }

  private static Stream<Prefix> written(SeldonDeployment deployment) {
    Stream<Prefix> predictors =
        HostAnnotations.PATH.of(deployment).isPresent() ? ofPredictors(deployment) : Stream.empty();
    Stream<Prefix> explainers =
        HostAnnotations.EXPLAINER_PATH.of(deployment).isPresent()
            ? ofExplainers(deployment)
            : Stream.empty();
    return Stream.concat(predictors, explainers);
  }

  private static Stream<Prefix> ofPredictors(SeldonDeployment deployment) {
    String path = path(deployment, HostAnnotations.PATH, HostAnnotations.EXPLAINER_PATH);
    return Paths.ofPredictors(deployment).stream().map(prefix -> new Prefix(prefix, path));
  }

  private static Stream<Prefix> ofExplainers(SeldonDeployment deployment) {
    String path = path(deployment, HostAnnotations.EXPLAINER_PATH, HostAnnotations.PATH);
    return explained(deployment)
        .flatMap(one -> Paths.ofExplainer(deployment, one).stream())
        .map(prefix -> new Prefix(prefix, path));
  }

  /** That of the first annotation that is there. */
  private static String path(
      SeldonDeployment deployment, Annotation<?> first, Annotation<?> second) {
    boolean written = first.written(deployment).isPresent();
    return (written || second.written(deployment).isEmpty() ? first : second).path(deployment);
  }

  private static Stream<Predictor> explained(SeldonDeployment deployment) {
    return new Repetitions(deployment)
        .first().stream().filter(predictor -> predictor.explainer().isPresent());
  }
}
