package io.seldoningress.istio;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.UrlPaths;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The claims of a SeldonDeployment: for each gateway and host of its bindings the paths of its
 * predictors and of its explainers. Requests for gRPC are told apart by its name, so nobody else
 * wants them.
 */
public final class RouteClaims {

  /** More than anybody has gateways, hosts and paths, and few enough to look each of them up. */
  public static final int MAX = 500;

  /**
   * How many segments the paths of all claims have together: there is an index key for each. As
   * many as {@link #MAX} claims of explainers have.
   */
  public static final int MAX_SEGMENTS = 2000;

  private RouteClaims() {}

  /**
   * What a SeldonDeployment claims, also a broken one, as far as claims can be made of it. Never
   * throws.
   *
   * @return in order; {@link #MAX} and one where there are more
   */
  public static NavigableSet<RouteClaim> of(SeldonDeployment deployment, RoutingSettings settings) {
    List<String> paths = paths(deployment);
    NavigableSet<RouteClaim> claims = new TreeSet<>();
    Binding.all(deployment, settings).stream()
        .flatMap(binding -> ofBinding(binding, deployment.namespace(), settings, paths))
        .limit(MAX + 1)
        .forEach(claims::add);
    return claims;
  }

  /**
   * Under which keys a SeldonDeployment is found; none where it claims too much, or has lists that
   * are too long to be read for everybody who looks for claims: it is refused then.
   */
  public static List<String> indexKeys(SeldonDeployment deployment, RoutingSettings settings) {
    boolean tooLong =
        Binding.all(deployment, settings).stream()
            .anyMatch(
                one -> one.gateways().size() > Binding.MOST || one.hosts().size() > Binding.MOST);
    if (tooLong) {
      return List.of();
    }
    NavigableSet<RouteClaim> claims = of(deployment, settings);
    return claims.size() > MAX || segments(claims) > MAX_SEGMENTS
        ? List.of()
        : indexKeys(claims.stream());
  }

  /** Under which keys somebody with these claims is found. */
  public static List<String> indexKeys(Stream<RouteClaim> claims) {
    return claims.flatMap(claim -> claim.indexKeys().stream()).distinct().toList();
  }

  /** How many segments the paths of claims have together. */
  public static int segments(Collection<RouteClaim> claims) {
    return claims.stream().mapToInt(RouteClaim::depth).sum();
  }

  /** Each once: a list may have many spellings of one name, and only so many names count. */
  private static Stream<RouteClaim> ofBinding(
      Binding binding, String namespace, RoutingSettings settings, List<String> paths) {
    List<String> gateways =
        few(
            binding.gateways().stream()
                .filter(Gateways::isName)
                .map(gateway -> Gateways.whole(gateway, namespace)));
    List<String> hosts =
        few(
            binding.hosts().stream()
                .filter(Hosts::isHost)
                .map(host -> Hosts.full(host, namespace, settings)));
    return gateways.stream()
        .flatMap(gateway -> hosts.stream().flatMap(host -> onHost(gateway, host, paths)));
  }

  private static Stream<RouteClaim> onHost(String gateway, String host, List<String> paths) {
    return gateway.equals(Gateways.MESH)
        ? Stream.of(RouteClaim.inMesh(host))
        : paths.stream().map(path -> RouteClaim.prefix(gateway, host, path));
  }

  /** Names can make of a template what is no path any more; that is refused. */
  private static List<String> paths(SeldonDeployment deployment) {
    return few(
        Stream.concat(Paths.ofPredictors(deployment).stream(), Paths.ofExplainers(deployment))
            .filter(path -> UrlPaths.prefix(path).isPresent()));
  }

  private static List<String> few(Stream<String> values) {
    return values.distinct().limit(MAX + 1).toList();
  }
}
