package io.seldoningress.istio;

import com.fasterxml.jackson.databind.JsonNode;

/** The rules for AuthorizationPolicies and RequestAuthentications. */
record SecurityRules(IstioRules rules) {

  void check(String kind, JsonNode spec) {
    JsonNode labels = spec.path("selector").path("matchLabels");
    // Without one it would be in force for every pod of the namespace.
    rules.require(labels.size() > 0, "a selector", spec);
    labels
        .properties()
        .forEach(
            entry ->
                rules.require(
                    !entry.getKey().isEmpty()
                        && !entry.getKey().contains("*")
                        && !entry.getValue().asText().contains("*"),
                    "label of a selector",
                    entry));
    if (kind.equals("AuthorizationPolicy")) {
      authorization(spec);
    } else {
      authentication(spec);
    }
  }

  private void authorization(JsonNode spec) {
    for (JsonNode rule : spec.path("rules")) {
      notEmpty(rule, "from");
      notEmpty(rule, "to");
      rule.path("from")
          .forEach(one -> rules.require(one.path("source").size() > 0, "a source", rule));
      rule.path("to")
          .forEach(one -> rules.require(one.path("operation").size() > 0, "an operation", rule));
      for (JsonNode condition : rule.path("when")) {
        rules.require(!condition.path("key").asText().isEmpty(), "key", condition);
        rules.require(
            condition.path("values").size() + condition.path("notValues").size() > 0,
            "values",
            condition);
      }
    }
  }

  private void notEmpty(JsonNode rule, String field) {
    rules.require(!rule.has(field) || rule.path(field).size() > 0, field, rule);
  }

  private void authentication(JsonNode spec) {
    rules.require(spec.path("jwtRules").size() > 0, "some rule", spec);
    for (JsonNode rule : spec.path("jwtRules")) {
      rules.require(!rule.path("issuer").asText().isEmpty(), "issuer", rule);
      String jwks = rule.path("jwksUri").asText("https://");
      rules.require(jwks.startsWith("https://") || jwks.startsWith("http://"), "jwksUri", rule);
      rule.path("audiences")
          .forEach(one -> rules.require(!one.asText().isEmpty(), "audience", rule));
    }
  }
}
