package io.seldoningress.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.PatternSyntaxException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.text.DnsNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Istio's validating webhook refuses, and what Envoy refuses that the webhook lets through, of
 * the parts of objects that are made here. The schemas of the CRDs say less, and a cluster may run
 * without the webhook. The rules are those of {@code pkg/config/validation} of Istio 1.27, written
 * anew; names of fields are those of the API.
 */
public final class IstioRules {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
  private static final Pattern DURATION =
      Pattern.compile("(?=.)(\\d+h)?(\\d+m)?(\\d+(\\.\\d{1,3})?s)?(\\d+ms)?");
  private static final Pattern ZERO = Pattern.compile("[0hms.]+");
  private static final Pattern VALUE = Pattern.compile("([^%]|%%)*");
  private static final int LONGEST_REGEX = 1024;

  private final List<String> broken = new ArrayList<>();

  private IstioRules() {}

  /** The rules that an object breaks, each with the place; empty where Istio would take it. */
  public static List<String> broken(HasMetadata object) {
    IstioRules rules = new IstioRules();
    JsonNode spec = JSON.valueToTree(object).path("spec");
    switch (object.getKind()) {
      case "VirtualService" -> new VirtualServiceRules(rules).check(spec);
      case "DestinationRule" -> new DestinationRuleRules(rules).check(spec);
      case "AuthorizationPolicy", "RequestAuthentication" ->
          new SecurityRules(rules).check(object.getKind(), spec);
      default -> throw new IllegalArgumentException("no rules for " + object.getKind());
    }
    return List.copyOf(rules.broken);
  }

  void require(boolean kept, String rule, Object value) {
    if (!kept) {
      broken.add(rule + ": " + value);
    }
  }

  void host(JsonNode host) {
    require(
        DnsNames.isHostName(host.asText()) && !host.asText().equals(Hosts.ANY),
        "host of a destination",
        host);
  }

  /** A name of a header that is set, removed or matched. */
  void headerName(String name) {
    require(
        TOKEN.matcher(name).matches() && !name.startsWith(":") && !name.equalsIgnoreCase("host"),
        "header name",
        name);
  }

  /** Envoy refuses all for a value with a percent sign that begins nothing. */
  void headerValue(String value) {
    require(VALUE.matcher(value).matches(), "percent signs of a header value", value);
    require(value.chars().allMatch(c -> c >= ' ' && c != 127), "header value", value);
  }

  void headers(JsonNode operations) {
    for (String direction : List.of("request", "response")) {
      JsonNode side = operations.path(direction);
      for (String operation : List.of("set", "add")) {
        side.path(operation)
            .properties()
            .forEach(
                entry -> {
                  headerName(entry.getKey());
                  headerValue(entry.getValue().asText());
                });
      }
      side.path("remove").forEach(name -> headerName(name.asText()));
    }
  }

  /** One of exact, prefix and regex; Envoy's regular expressions are RE2's. */
  void stringMatch(JsonNode match) {
    require(match.size() == 1, "one kind of match", match);
    require(match.path("prefix").asText("x").length() > 0, "prefix", match);
    if (match.has("regex")) {
      regex(match.path("regex").asText());
    }
  }

  void regex(String regex) {
    require(!regex.isEmpty() && regex.length() <= LONGEST_REGEX, "length of a regex", regex);
    try {
      var unused = com.google.re2j.Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      require(false, "regex", regex);
    }
  }

  /** At least a millisecond. */
  void duration(JsonNode duration) {
    if (!duration.isMissingNode() && !duration.isNull()) {
      String text = duration.asText();
      require(
          DURATION.matcher(text).matches() && !ZERO.matcher(text).matches(), "duration", duration);
    }
  }

  void percent(JsonNode percent) {
    require(percent.asDouble(0) >= 0 && percent.asDouble(0) <= 100, "percentage", percent);
  }

  void notNegative(JsonNode number) {
    require(number.asLong(0) >= 0, "number", number);
  }

  void exportTo(JsonNode exportTo) {
    Set<String> seen = new HashSet<>();
    exportTo.forEach(
        one -> {
          String text = one.asText();
          require(seen.add(text), "exportTo once", text);
          require(text.equals("*") || text.equals(".") || DnsNames.isLabel(text), "exportTo", text);
        });
    require(!seen.contains("*") || seen.size() == 1, "exportTo with *", exportTo);
  }

  void token(JsonNode token) {
    require(TOKEN.matcher(token.asText()).matches(), "token", token);
  }
}
