package io.seldoningress.istio;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.text.DnsNames;
import java.util.List;

/** The rules for DestinationRules. */
record DestinationRuleRules(IstioRules rules) {

  void check(JsonNode spec) {
    rules.host(spec.path("host"));
    rules.exportTo(spec.path("exportTo"));
    for (JsonNode subset : spec.path("subsets")) {
      rules.require(DnsNames.isLabel(subset.path("name").asText()), "name of a subset", subset);
      subset
          .path("labels")
          .forEach(value -> rules.require(DnsNames.isLabelValue(value.asText()), "label", subset));
    }
    JsonNode policy = spec.path("trafficPolicy");
    rules.require(!policy.isObject() || policy.size() > 0, "some policy", policy);
    connections(policy.path("connectionPool"));
    outliers(policy.path("outlierDetection"));
    balancing(policy.path("loadBalancer"));
  }

  private void connections(JsonNode pool) {
    rules.require(!pool.isObject() || pool.size() > 0, "some pool", pool);
    JsonNode http = pool.path("http");
    for (String field :
        List.of(
            "http1MaxPendingRequests",
            "http2MaxRequests",
            "maxRequestsPerConnection",
            "maxRetries")) {
      rules.notNegative(http.path(field));
    }
    rules.duration(http.path("idleTimeout"));
    rules.notNegative(pool.path("tcp").path("maxConnections"));
    rules.duration(pool.path("tcp").path("connectTimeout"));
  }

  private void outliers(JsonNode outliers) {
    rules.duration(outliers.path("interval"));
    rules.duration(outliers.path("baseEjectionTime"));
    rules.percent(outliers.path("maxEjectionPercent"));
    rules.percent(outliers.path("minHealthPercent"));
    rules.notNegative(outliers.path("consecutive5xxErrors"));
    rules.notNegative(outliers.path("consecutiveGatewayErrors"));
  }

  private void balancing(JsonNode balancer) {
    boolean simple = balancer.has("simple");
    JsonNode hash = balancer.path("consistentHash");
    rules.require(!simple || hash.isMissingNode(), "simple or by hash", balancer);
    if (hash.isObject()) {
      rules.require(hash.size() == 1, "one key of the hash", hash);
      rules.require(
          !hash.has("httpCookie") || !hash.path("httpCookie").path("name").asText().isEmpty(),
          "name of the cookie",
          hash);
    }
    if (balancer.has("warmup")) {
      rules.require(balancer.path("warmup").has("duration"), "duration of a warmup", balancer);
      rules.duration(balancer.path("warmup").path("duration"));
    }
  }
}
