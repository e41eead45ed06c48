package io.seldoningress.istio;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.text.UrlPaths;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is kept of a VirtualService, ours or not, to know which requests it takes: its HTTP rules
 * that ask for nothing but where a path begins, or for the whole path. What also looks at headers,
 * methods and the like takes only some requests, and regular expressions can't be compared: those
 * are nobody's claims. Lists are cut: objects of others may be of any size.
 *
 * @param gateways the gateways as they are written; {@code mesh} where there are none
 * @param hosts the hosts in lower case
 * @param prefixes where paths begin; {@code /} stands for a rule without a match
 * @param exacts whole paths
 * @param exportTo the namespaces that see it, as they are written; none means all
 */
public record ClaimsExcerpt(
    List<String> gateways,
    List<String> hosts,
    List<String> prefixes,
    List<String> exacts,
    List<String> exportTo) {

  /** Of gateways, hosts and paths each. */
  private static final int MOST = 100;

  private static final int LONGEST = 512;

  private static final ClaimsExcerpt NONE =
      new ClaimsExcerpt(List.of(), List.of(), List.of(), List.of(), List.of());

  /** The fields of a match that do not make it match less. */
  private static final Set<String> NOT_NARROWING = Set.of("uri", "name", "ignoreUriCase");

  public ClaimsExcerpt {
    gateways = List.copyOf(gateways);
    hosts = List.copyOf(hosts);
    prefixes = List.copyOf(prefixes);
    exacts = List.copyOf(exacts);
    exportTo = List.copyOf(exportTo);
  }

  /** Reads the spec of a VirtualService, whatever is in it; null is one without. */
  public static ClaimsExcerpt of(JsonNode spec) {
    if (spec == null || elements(spec.path("http")).findAny().isEmpty()) {
      return NONE;
    }
    List<String> prefixes = new ArrayList<>();
    List<String> exacts = new ArrayList<>();
    elements(spec.path("http")).limit(MOST).forEach(rule -> addRule(rule, prefixes, exacts));
    return new ClaimsExcerpt(
        gateways(spec.path("gateways")),
        few(
            texts(spec.path("hosts"))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(Hosts::isHost)),
        paths(prefixes),
        paths(exacts),
        few(texts(spec.path("exportTo"))));
  }

  /**
   * The claims.
   *
   * @param namespace the namespace of the VirtualService
   * @return at most as many, with as many segments, as a SeldonDeployment may have
   */
  public Stream<RouteClaim> claims(String namespace, RoutingSettings settings) {
    Iterator<RouteClaim> all =
        gateways.stream()
            .flatMap(
                gateway ->
                    hosts.stream()
                        .map(host -> Hosts.full(host, namespace, settings))
                        .flatMap(host -> onHost(gateway, host, namespace)))
            .distinct()
            .limit(RouteClaims.MAX)
            .iterator();
    List<RouteClaim> claims = new ArrayList<>();
    int segments = 0;
    while (all.hasNext() && segments <= RouteClaims.MAX_SEGMENTS) {
      RouteClaim claim = all.next();
      segments += claim.depth();
      if (segments <= RouteClaims.MAX_SEGMENTS) {
        claims.add(claim);
      }
    }
    return claims.stream();
  }

  /**
   * Whether one of its gateways, hosts and paths could overlap with a claim, without making all
   * claims; what is cut off there, and where it is not exported to, still counts here.
   */
  public boolean mayOverlap(RouteClaim claim, String namespace, RoutingSettings settings) {
    return hosts.stream()
            .anyMatch(host -> Hosts.full(host, namespace, settings).equals(claim.host()))
        && gateways.stream()
            .anyMatch(gateway -> Gateways.whole(gateway, namespace).equals(claim.gateway()))
        && (claim.gateway().equals(Gateways.MESH)
            || onPaths(claim.gateway(), claim.host()).anyMatch(claim::overlaps));
  }

  private Stream<RouteClaim> onHost(String gateway, String host, String namespace) {
    if (gateway.equals(Gateways.MESH)) {
      return isFor("*", namespace) ? Stream.of(RouteClaim.inMesh(host)) : Stream.empty();
    }
    GatewayName name = GatewayName.of(gateway, namespace);
    if (!isFor(name.namespace(), namespace)) {
      return Stream.empty();
    }
    return onPaths(name.toString(), host);
  }

  private Stream<RouteClaim> onPaths(String gateway, String host) {
    return Stream.concat(
        prefixes.stream().map(path -> RouteClaim.prefix(gateway, host, path)),
        exacts.stream().map(path -> new RouteClaim(gateway, host, path, true)));
  }

  /** A Gateway sees it where its own namespace does; sidecars of all namespaces, where all do. */
  private boolean isFor(String reader, String namespace) {
    return exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(reader)
        || (exportTo.contains(".") && reader.equals(namespace));
  }

  /** Names that are none are no reason to take it for one of the mesh. */
  private static List<String> gateways(JsonNode written) {
    return elements(written).findAny().isEmpty()
        ? List.of(Gateways.MESH)
        : few(texts(written).filter(Gateways::isName));
  }

  private static void addRule(JsonNode rule, List<String> prefixes, List<String> exacts) {
    if (elements(rule.path("match")).findAny().isEmpty()) {
      prefixes.add("/");
    }
    elements(rule.path("match"))
        .limit(MOST)
        .filter(ClaimsExcerpt::takesAll)
        .map(match -> match.path("uri"))
        .forEach(
            uri -> {
              text(uri.path("prefix")).forEach(prefixes::add);
              text(uri.path("exact")).forEach(exacts::add);
              if (uri.isMissingNode()) {
                prefixes.add("/");
              }
            });
  }

  /** Whether a match looks at nothing but the path. */
  private static boolean takesAll(JsonNode match) {
    return match.properties().stream()
        .allMatch(
            field -> NOT_NARROWING.contains(field.getKey()) || isEmptyValue(field.getValue()));
  }

  private static boolean isEmptyValue(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private static List<String> paths(List<String> written) {
    return few(
        written.stream()
            .filter(path -> path.startsWith("/"))
            .filter(path -> UrlPaths.segments(path) <= UrlPaths.MAX_SEGMENTS));
  }

  private static List<String> few(Stream<String> values) {
    return values.distinct().limit(MOST).toList();
  }

  private static Stream<String> texts(JsonNode array) {
    return elements(array).flatMap(ClaimsExcerpt::text);
  }

  private static Stream<String> text(JsonNode node) {
    return node.isTextual() && node.asText().length() <= LONGEST
        ? Stream.of(node.asText())
        : Stream.empty();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
  }
}
