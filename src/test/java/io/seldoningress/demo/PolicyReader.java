package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.IsLoadBalancerSettingsConsistentHashLBHashKey;
import io.fabric8.istio.api.api.networking.v1alpha3.IsLoadBalancerSettingsLbPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpCookie;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpHeaderName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpQueryParameterName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimple;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.seldoningress.istio.OutlierDetections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says in words what is unusual in the traffic policies of predictors. Pure. */
final class PolicyReader {

  /** What every predictor has. */
  private static final String USUAL_IDLE_TIMEOUT = "60s";

  private PolicyReader() {}

  /**
   * Lines about a route: what all of its predictors have without their names, then the rest with
   * them.
   *
   * @param policies the policies of its predictors, by name
   */
  static List<String> notes(Map<String, TrafficPolicy> policies) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    policies.forEach((name, policy) -> notes.put(name, notes(policy).toList()));
    return ByPredictor.notes(notes);
  }

  private static Stream<String> notes(TrafficPolicy policy) {
    return Stream.of(
            part(policy.getTls(), PolicyReader::tls),
            part(policy.getConnectionPool(), PolicyReader::pool),
            part(policy.getOutlierDetection(), PolicyReader::outliers),
            part(policy.getLoadBalancer(), PolicyReader::balancer))
        .flatMap(notes -> notes);
  }

  private static Stream<String> tls(ClientTLSSettings tls) {
    return said("TLS %s", tls.getMode()).stream();
  }

  private static Stream<String> pool(ConnectionPoolSettings pool) {
    return Stream.concat(
        part(pool.getTcp(), PolicyReader::tcp), part(pool.getHttp(), PolicyReader::http));
  }

  private static Stream<String> tcp(ConnectionPoolSettingsTCPSettings tcp) {
    return Stream.of(
            said("at most %s connections", tcp.getMaxConnections()),
            said("connected within %s", tcp.getConnectTimeout()))
        .flatMap(Optional::stream);
  }

  private static Stream<String> http(ConnectionPoolSettingsHTTPSettings http) {
    return Stream.of(
            said("at most %s requests waiting", http.getHttp1MaxPendingRequests()),
            said("at most %s requests at a time", http.getHttp2MaxRequests()),
            said("%s requests for each connection", http.getMaxRequestsPerConnection()),
            said("at most %s retries at a time", http.getMaxRetries()),
            said("idle connections kept for %s", http.getIdleTimeout())
                .filter(unused -> !USUAL_IDLE_TIMEOUT.equals(http.getIdleTimeout())),
            said("HTTP/2: %s", http.getH2UpgradePolicy()))
        .flatMap(Optional::stream);
  }

  private static Stream<String> outliers(OutlierDetection outliers) {
    int errors =
        Optional.ofNullable(outliers.getConsecutive5xxErrors())
            .orElse(OutlierDetections.DEFAULT_5XX);
    return Stream.of(
            counted(
                "pods left out after %s gateway errors", outliers.getConsecutiveGatewayErrors()),
            counted("pods left out after %s errors", errors),
            said("at most %s %% of them", outliers.getMaxEjectionPercent()))
        .flatMap(Optional::stream);
  }

  private static Optional<String> counted(String form, Integer errors) {
    return said(form, errors).filter(unused -> errors > 0);
  }

  private static Stream<String> balancer(LoadBalancerSettings balancer) {
    Optional<String> policy = Optional.ofNullable(balancer.getLbPolicy()).map(PolicyReader::way);
    return Stream.concat(
        policy.stream(),
        said("new pods warm up for %s", balancer.getWarmupDurationSecs()).stream());
  }

  private static String way(IsLoadBalancerSettingsLbPolicy policy) {
    if (policy instanceof LoadBalancerSettingsConsistentHash hash) {
      return "the same pod by " + key(hash.getConsistentHash().getHashKey());
    }
    return policy instanceof LoadBalancerSettingsSimple simple
        ? "pods by " + simple.getSimple()
        : "pods in another way";
  }

  private static String key(IsLoadBalancerSettingsConsistentHashLBHashKey key) {
    if (key instanceof LoadBalancerSettingsConsistentHashLBHttpHeaderName header) {
      return "header " + header.getHttpHeaderName();
    }
    if (key instanceof LoadBalancerSettingsConsistentHashLBHttpCookie cookie) {
      return "cookie " + cookie.getHttpCookie().getName();
    }
    return key instanceof LoadBalancerSettingsConsistentHashLBHttpQueryParameterName query
        ? "query parameter " + query.getHttpQueryParameterName()
        : "source address";
  }

  private static <P> Stream<String> part(P part, Function<P, Stream<String>> notes) {
    return part == null ? Stream.empty() : notes.apply(part);
  }

  private static Optional<String> said(String form, Object value) {
    return Optional.ofNullable(value).map(form::formatted);
  }
}
