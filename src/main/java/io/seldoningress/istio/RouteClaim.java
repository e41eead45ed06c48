package io.seldoningress.istio;

import io.seldoningress.text.UrlPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * HTTP requests that somebody wants: those of a gateway, for a host, with a path.
 *
 * <p>Of claims that overlap one covers the other, so whoever overlaps with a claim is found by a
 * few keys, without a look at all claims: those at the claim's path and above it, and those below.
 * In {@link #indexKeys} a claim is found, with {@link #lookupKeys} it finds.
 *
 * @param gateway namespace and name of a Gateway, or {@code mesh}
 * @param host the host in lower case, as it is written: Envoy has a virtual host for each, and asks
 *     the most specific one only
 * @param path where the paths begin, or the one path
 * @param exact whether it is the one path
 */
public record RouteClaim(String gateway, String host, String path, boolean exact)
    implements Comparable<RouteClaim> {

  private static final String ROOT = "/";

  private static final Comparator<RouteClaim> ORDER =
      Comparator.comparing(RouteClaim::gateway)
          .thenComparing(RouteClaim::host)
          .thenComparing(RouteClaim::path)
          .thenComparing(RouteClaim::exact);

  /** All paths that begin so. */
  static RouteClaim prefix(String gateway, String host, String path) {
    return new RouteClaim(gateway, host, path, false);
  }

  /**
   * A whole host of the mesh: of several VirtualServices there Istio takes the oldest and drops the
   * others, whatever their paths ({@code duplicate domain} in {@code
   * buildSidecarOutboundVirtualHosts}).
   */
  static RouteClaim inMesh(String host) {
    return prefix(Gateways.MESH, host, ROOT);
  }

  /**
   * Whether there are requests that both want. A catch-all is in nobody's way but another's: Istio
   * moves it behind all other routes of its host ({@code CombineVHostRoutes}). It does so with a
   * route that has no condition but this path; one with headers or query parameters as well stays
   * where it is, so a claim to {@code /} is for routes without any.
   */
  public boolean overlaps(RouteClaim other) {
    if (!gateway.equals(other.gateway) || !host.equals(other.host)) {
      return false;
    }
    if (isCatchAll() || other.isCatchAll()) {
      return isCatchAll() && other.isCatchAll();
    }
    return covers(other) || other.covers(this);
  }

  private boolean covers(RouteClaim other) {
    return exact ? equals(other) : other.path.startsWith(path);
  }

  /**
   * Whether it is all below a folder, as those of SeldonDeployments are. Among such the keys find
   * those that overlap and nobody else.
   */
  public boolean isFolder() {
    return !exact && path.endsWith(ROOT);
  }

  private boolean isCatchAll() {
    return !exact && path.equals(ROOT);
  }

  /** How many segments its path has. */
  int depth() {
    return UrlPaths.segments(path);
  }

  /** Under which keys it is to be found; one more than its path has segments, as a rule. */
  List<String> indexKeys() {
    List<String> keys = new ArrayList<>();
    if (!exact) {
      keys.add(key(isFolder() ? "at" : "part", folder()));
    }
    if (!isCatchAll()) {
      folders(exact || !path.endsWith(ROOT)).forEach(folder -> keys.add(key("below", folder)));
    }
    return keys;
  }

  /** The keys under which all are found that it overlaps with, and few others. */
  public List<String> lookupKeys() {
    if (isCatchAll()) {
      return List.of(key("at", ROOT));
    }
    List<String> keys = new ArrayList<>();
    for (String folder : folders(true)) {
      keys.add(key("part", folder));
      if (!folder.equals(ROOT)) {
        keys.add(key("at", folder));
      }
    }
    if (!exact) {
      keys.add(key("below", folder()));
    }
    return keys;
  }

  /** The path up to its last slash. */
  private String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** What the path is in, beginning with the root: for {@code /a/b/} that is {@code /, /a/}. */
  private List<String> folders(boolean withItself) {
    List<String> folders = new ArrayList<>();
    int end = withItself ? path.length() : path.length() - 1;
    for (int slash = path.indexOf('/'); slash >= 0 && slash < end; ) {
      folders.add(path.substring(0, slash + 1));
      slash = path.indexOf('/', slash + 1);
    }
    return folders;
  }

  private String key(String place, String folder) {
    return place + " " + gateway + " " + host + " " + folder;
  }

  /** In words, for people. */
  public String describe() {
    return gateway.equals(Gateways.MESH)
        ? "host " + host + " in the mesh"
        : "path %s on host %s of gateway %s".formatted(path, host, gateway);
  }

  @Override
  public int compareTo(RouteClaim other) {
    return ORDER.compare(this, other);
  }
}
