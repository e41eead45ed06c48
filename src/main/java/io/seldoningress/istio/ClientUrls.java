package io.seldoningress.istio;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Collectors;

/** Where clients reach the predictors of a SeldonDeployment over HTTP. */
public final class ClientUrls {

  private ClientUrls() {}

  /**
   * In words: {@code models.example.com/seldon/models/income/} for each host, or the path and the
   * gateways where any host will do. Without the scheme, which its Gateways decide, unless it names
   * a TLS Secret.
   */
  public static String describe(SeldonDeployment deployment, RoutingSettings settings) {
    String path = Paths.ofPredictors(deployment).get(0);
    String scheme = deployment.annotation(Annotations.ISTIO_TLS_SECRET).isEmpty() ? "" : "https://";
    return Hosts.of(deployment).stream()
        .map(
            host ->
                host.equals(Hosts.ANY)
                    ? path + " on any host " + where(Gateways.of(deployment, settings))
                    : scheme + host + path)
        .collect(Collectors.joining(", "));
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
