package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a route asks of requests beside their path, and cookies that it gives, in words. */
final class Conditions {

  /** Seldon's clients send them with gRPC requests. */
  private static final Set<String> OF_GRPC = Set.of("seldon", "namespace");

  private static final String CLAIM = "@request.auth.claims";

  private static final Pattern COOKIE =
      Pattern.compile(
          Pattern.quote("(?:.*;\\s*)?") + "([^=]+)=(.*)" + Pattern.quote("\\s*(?:;.*)?"));

  private static final String ANY_END = "[^;]*";

  private Conditions() {}

  static boolean isGrpc(HTTPMatchRequest match) {
    return headers(match).keySet().containsAll(OF_GRPC);
  }

  /** One of each header, claim and query parameter. */
  static List<String> of(HTTPMatchRequest match) {
    Stream<String> headers =
        headers(match).entrySet().stream()
            .filter(one -> !isGrpc(match) || !OF_GRPC.contains(one.getKey()))
            .map(one -> one(name(one.getKey()), ": ", one.getValue()));
    Stream<String> query =
        Optional.ofNullable(match.getQueryParams()).orElse(Map.of()).entrySet().stream()
            .map(one -> one("?" + one.getKey(), "=", one.getValue()));
    return Stream.concat(headers, query).sorted().toList();
  }

  /** The paths that are meant. */
  static String path(StringMatch match) {
    Object type = match.getMatchType();
    if (type instanceof StringMatchPrefix prefix) {
      return prefix.getPrefix();
    }
    if (type instanceof StringMatchExact exact) {
      return "exactly " + exact.getExact();
    }
    return type instanceof StringMatchRegex regex ? "like " + regex.getRegex() : "every request";
  }

  /** A note on the cookies that answers bring, for all of a route. */
  static Stream<String> cookies(HTTPRoute route) {
    return route.getRoute().stream()
        .filter(one -> one.getHeaders() != null && one.getHeaders().getResponse() != null)
        .flatMap(one -> Stream.ofNullable(one.getHeaders().getResponse().getAdd()))
        .flatMap(added -> Stream.ofNullable(added.get("set-cookie")))
        .map(cookie -> "answers with the cookie " + cookie.substring(0, cookie.indexOf('=')))
        .distinct();
  }

  private static String one(String name, String is, StringMatch match) {
    Object type = match.getMatchType();
    if (type instanceof StringMatchPrefix prefix) {
      return name + is + prefix.getPrefix() + "...";
    }
    if (type instanceof StringMatchRegex regex) {
      return name.equals("cookie") ? cookie(regex.getRegex()) : like(name, regex.getRegex());
    }
    return type instanceof StringMatchExact exact ? name + is + exact.getExact() : name;
  }

  /** One cookie among others, which is a regular expression for the header of all of them. */
  private static String cookie(String regex) {
    Matcher one = COOKIE.matcher(regex);
    if (!one.matches()) {
      return like("cookie", regex);
    }
    String name = "cookie " + unquoted(one.group(1));
    String value = one.group(2);
    if (value.startsWith("(?:") && value.endsWith(")")) {
      return like(name, value.substring(3, value.length() - 1));
    }
    return value.endsWith(ANY_END)
        ? name + ": " + unquoted(value.substring(0, value.length() - ANY_END.length())) + "..."
        : name + ": " + unquoted(value);
  }

  private static String like(String name, String regex) {
    return name + " like " + regex;
  }

  private static String unquoted(String regex) {
    return regex.replaceAll("\\\\(.)", "$1");
  }

  private static String name(String header) {
    return header.startsWith(CLAIM) ? "claim " + header.substring(CLAIM.length() + 1) : header;
  }

  private static Map<String, StringMatch> headers(HTTPMatchRequest match) {
    return new TreeMap<>(Optional.ofNullable(match.getHeaders()).orElse(Map.of()));
  }
}
