package io.seldoningress.istio;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where clients reach the predictors of a SeldonDeployment over HTTP. */
public final class ClientUrls {

  private ClientUrls() {}

  /**
   * In words: {@code models.example.com/seldon/models/income/} for each host and path, or the paths
   * and the gateways where any host will do; then the same for sidecars that have hosts of their
   * own. Without the scheme, which its Gateways decide, unless it names a TLS Secret.
   */
  public static String describe(SeldonDeployment deployment, RoutingSettings settings) {
    List<String> paths = Paths.ofPredictors(deployment);
    String scheme = deployment.annotation(Annotations.ISTIO_TLS_SECRET).isEmpty() ? "" : "https://";
    Stream<String> annotated =
        Binding.annotated(deployment, settings).stream()
            .flatMap(binding -> urls(binding, scheme, paths));
    Stream<String> mesh =
        Hosts.ofMesh(deployment).stream()
            .flatMap(host -> paths.stream().map(path -> host + path + " in the mesh"));
    return Stream.concat(annotated, mesh).collect(Collectors.joining(", "));
  }

  private static Stream<String> urls(Binding binding, String scheme, List<String> paths) {
    return binding.hosts().stream()
        .flatMap(
            host ->
                host.equals(Hosts.ANY)
                    ? Stream.of(
                        String.join(", ", paths) + " on any host " + where(binding.gateways()))
                    : paths.stream().map(path -> scheme + host + path));
  }

  private static String where(List<String> gateways) {
    List<String> named = gateways.stream().filter(name -> !name.equals(Gateways.MESH)).toList();
    if (named.isEmpty()) {
      return "in the mesh";
    }
    String of = (named.size() == 1 ? "of gateway " : "of gateways ") + String.join(", ", named);
    return named.size() == gateways.size() ? of : of + " and in the mesh";
  }
}
