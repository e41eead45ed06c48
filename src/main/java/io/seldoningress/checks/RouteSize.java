package io.seldoningress.checks;

import static io.seldoningress.annotation.MatchAnnotations.MATCH;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.CorsAnnotations;
import io.seldoningress.annotation.Form;
import io.seldoningress.annotation.HeaderAnnotations;
import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.annotation.RouteAnnotations;
import io.seldoningress.istio.Paths;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many characters of JSON the routes of a SeldonDeployment come out at, all in one object, as
 * they are for sidecars. It is found by counting, without making any, and rather more than less.
 *
 * @param destinations of who gets requests and copies of them
 * @param headers of those that are set and removed
 * @param options of what else each route has, with its own names
 * @param matches of who is routed
 */
record RouteSize(long destinations, long headers, long options, long matches) {

  /** Field names around a value, with names of at most 63 characters in it. */
  private static final int DESTINATION = 250;

  private static final int ROUTE = 300;
  private static final int MATCH_OF_PATH = 120;
  private static final int MATCH_OF_NAME = 250;
  private static final int MATCH_OF_COOKIE = 400;
  private static final int MATCH_OF_GRPC = 500;
  private static final int SET_COOKIE = 800;

  /** A text in JSON, where a percent sign or a dot may be written as two characters or three. */
  private static final int AS_JSON = 2;

  /** A condition has more around it than it is long itself. */
  private static final int CONDITION_AS_JSON = 4;

  private static final int PROTOCOLS = 2;

  static RouteSize of(SeldonDeployment deployment) {
    long explainers =
        deployment.predictors().stream().filter(one -> one.explainer().isPresent()).count();
    long own = ownRoutes(deployment);
    long shadows = deployment.predictors().stream().filter(Predictor::shadow).count();
    long destinations = PROTOCOLS * (own * (1 + shadows) + deployment.predictors().size());
    return new RouteSize(
        DESTINATION * (destinations + explainers),
        headers(deployment, own, explainers),
        options(deployment, own + 1, explainers),
        matches(deployment) + explainers * pathsOfLongestExplainer(deployment));
  }

  /** The routes of one protocol that go before the one by shares. */
  static long ownRoutes(SeldonDeployment deployment) {
    return deployment.predictors().stream().mapToLong(one -> ownRoutes(deployment, one)).sum();
  }

  long total() {
    return destinations + headers + options + matches;
  }

  private static long ownRoutes(SeldonDeployment deployment, Predictor predictor) {
    return (OwnRoutes.direct(deployment) ? 1L : 0)
        + (OwnRoutes.matched(predictor) ? 1 : 0)
        + (OwnRoutes.sticky(deployment) && predictor.live() ? 1 : 0);
  }

  /** On routes, or on all destinations but copies where those of predictors differ. */
  private static long headers(SeldonDeployment deployment, long own, long explainers) {
    long ofAll = length(HeaderAnnotations.LIST.stream().map(one -> one.written(deployment)));
    List<Predictor> live = deployment.predictors().stream().filter(Predictor::live).toList();
    boolean apart =
        deployment.predictors().stream()
            .anyMatch(
                one ->
                    HeaderAnnotations.LIST.stream()
                        .anyMatch(kind -> kind.written(one).isPresent()));
    if (!apart && !OwnRoutes.sticky(deployment)) {
      return AS_JSON * ofAll * (PROTOCOLS * (own + 1) + explainers);
    }
    long cookies = OwnRoutes.sticky(deployment) ? (long) SET_COOKIE * live.size() : 0;
    long longest = headers(deployment, deployment.predictors()).max().orElse(0);
    long each = headers(deployment, live).sum() + own * longest;
    return AS_JSON * (PROTOCOLS * each + explainers * ofAll) + cookies;
  }

  private static LongStream headers(SeldonDeployment deployment, List<Predictor> predictors) {
    return predictors.stream()
        .mapToLong(
            predictor ->
                length(
                    HeaderAnnotations.LIST.stream()
                        .map(one -> one.written(predictor).or(() -> one.written(deployment)))));
  }

  private static long options(SeldonDeployment deployment, long routes, long explainers) {
    Stream<Annotation<?>> ofHttp =
        Stream.concat(
            Stream.of(CorsAnnotations.ORIGINS, HostAnnotations.REWRITE),
            CorsAnnotations.OTHERS.stream());
    long http = length(ofHttp.map(one -> one.written(deployment)));
    long all =
        length(RouteAnnotations.RETRIES_ON.all().stream().map(one -> one.written(deployment)));
    return AS_JSON * (http * (routes + explainers) + all * (PROTOCOLS * routes + explainers))
        + ROUTE * (PROTOCOLS * routes + explainers);
  }

  private static long matches(SeldonDeployment deployment) {
    List<String> paths = Paths.ofPredictors(deployment);
    long ofPaths = lengthOfPaths(paths);
    long all = ofPaths + MATCH_OF_GRPC;
    for (Predictor one : deployment.predictors()) {
      if (OwnRoutes.direct(deployment)) {
        all += ofPaths + (long) paths.size() * MATCH_OF_NAME + MATCH_OF_GRPC;
      }
      if (OwnRoutes.sticky(deployment) && one.live()) {
        all += ofPaths + (long) paths.size() * MATCH_OF_COOKIE;
      }
      if (OwnRoutes.matched(one)) {
        long alternatives = MATCH.of(one).map(List::size).orElse(0);
        long conditions = CONDITION_AS_JSON * length(Stream.of(MATCH.written(one)));
        all += alternatives * (ofPaths + MATCH_OF_GRPC) + conditions * (paths.size() + 1);
      }
    }
    return all;
  }

  /** Only one, as each path would be read again for each explainer. */
  private static long pathsOfLongestExplainer(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(one -> one.explainer().isPresent())
        .max(Comparator.comparingInt(one -> one.name().length()))
        .map(one -> lengthOfPaths(Paths.ofExplainer(deployment, one)))
        .orElse(0L);
  }

  private static long lengthOfPaths(List<String> paths) {
    return paths.stream().mapToLong(path -> path.length() + MATCH_OF_PATH).sum();
  }

  /** Of those that are read; what is too long is told of its annotation already. */
  private static long length(Stream<Optional<String>> texts) {
    return texts
        .flatMap(Optional::stream)
        .mapToLong(String::length)
        .filter(length -> length <= Form.MOST_OF_LIST)
        .sum();
  }
}
