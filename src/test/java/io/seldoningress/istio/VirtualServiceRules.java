package io.seldoningress.istio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The rules for VirtualServices. */
record VirtualServiceRules(IstioRules rules) {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");

  /** Envoy's words for {@code x-envoy-retry-on} and {@code x-envoy-retry-grpc-on}. */
  private static final Set<String> RETRY_ON =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");

  void check(JsonNode spec) {
    hosts(spec);
    rules.exportTo(spec.path("exportTo"));
    spec.path("gateways")
        .forEach(one -> rules.require(Gateways.isName(one.asText()), "gateway", one));
    rules.require(spec.path("http").size() > 0, "some route", spec);
    Set<JsonNode> matches = new HashSet<>();
    for (JsonNode route : spec.path("http")) {
      rules.require(route.path("match").size() > 0, "a match", route);
      for (JsonNode match : route.path("match")) {
        rules.require(matches.add(match), "a match that no earlier route has", match);
        match(match);
      }
      route(route);
    }
  }

  private void hosts(JsonNode spec) {
    List<String> hosts = texts(spec.path("hosts"));
    rules.require(!hosts.isEmpty(), "hosts", hosts);
    rules.require(hosts.stream().allMatch(Hosts::isHost), "hosts", hosts);
    rules.require(Hosts.covered(hosts).isEmpty(), "hosts that cover each other", hosts);
    boolean mesh = spec.path("gateways").isEmpty() || texts(spec.path("gateways")).contains("mesh");
    rules.require(!mesh || !hosts.contains("*"), "no host * in the mesh", hosts);
  }

  private void match(JsonNode match) {
    rules.require(match.has("uri"), "uri", match);
    rules.stringMatch(match.path("uri"));
    match
        .path("headers")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().startsWith("@request.auth.claims")) {
                rules.headerName(entry.getKey());
              }
              rules.require(
                  entry.getKey().startsWith("@")
                      || entry.getKey().equals(entry.getKey().toLowerCase(java.util.Locale.ROOT)),
                  "a header in lower case",
                  entry.getKey());
              rules.stringMatch(entry.getValue());
            });
    match.path("queryParams").forEach(rules::stringMatch);
  }

  private void route(JsonNode route) {
    destinations(route);
    rules.headers(route.path("headers"));
    cors(route.path("corsPolicy"));
    fault(route.path("fault"));
    retries(route.path("retries"));
    rules.duration(route.path("timeout"));
    rules.percent(route.path("mirrorPercentage").path("value"));
    route.path("mirrors").forEach(one -> rules.percent(one.path("percentage").path("value")));
    if (route.has("rewrite")) {
      rules.require(!route.path("rewrite").path("uri").asText().isEmpty(), "rewrite", route);
    }
  }

  private void destinations(JsonNode route) {
    JsonNode destinations = route.path("route");
    rules.require(destinations.size() > 0, "a destination", route);
    long sum = 0;
    for (JsonNode one : destinations) {
      rules.host(one.path("destination").path("host"));
      rules.headers(one.path("headers"));
      rules.notNegative(one.path("weight"));
      sum += one.path("weight").asLong(0);
    }
    rules.require(destinations.size() == 1 || sum > 0, "a sum of weights over 0", destinations);
  }

  private void cors(JsonNode cors) {
    cors.path("allowOrigins").forEach(rules::stringMatch);
    cors.path("allowMethods")
        .forEach(one -> rules.require(METHODS.contains(one.asText()), "method", one));
    cors.path("allowHeaders").forEach(rules::token);
    cors.path("exposeHeaders").forEach(rules::token);
    rules.duration(cors.path("maxAge"));
    rules.require(!cors.path("maxAge").asText().endsWith("ms"), "whole seconds", cors);
  }

  private void fault(JsonNode fault) {
    if (fault.isMissingNode()) {
      return;
    }
    rules.require(fault.has("delay") || fault.has("abort"), "a delay or an abort", fault);
    rules.percent(fault.path("delay").path("percentage").path("value"));
    rules.percent(fault.path("abort").path("percentage").path("value"));
    rules.duration(fault.path("delay").path("fixedDelay"));
    int status = fault.path("abort").path("httpStatus").asInt(500);
    rules.require(status >= 200 && status <= 599, "status of an abort", fault);
  }

  private void retries(JsonNode retries) {
    rules.notNegative(retries.path("attempts"));
    rules.duration(retries.path("perTryTimeout"));
    boolean off = retries.has("attempts") && retries.path("attempts").asInt() == 0;
    rules.require(!off || retries.size() == 1, "attempts 0 alone", retries);
    String on = retries.path("retryOn").asText();
    if (!on.isEmpty()) {
      for (String one : on.split(",", -1)) {
        rules.require(RETRY_ON.contains(one) || STATUS.matcher(one).matches(), "retryOn", retries);
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
