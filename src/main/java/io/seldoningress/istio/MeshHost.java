package io.seldoningress.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose requests sidecars would take for a host of a VirtualService: it goes before the Service
 * that they mean, in whatever form they write its name. A pod asks for {@code payments.prod},
 * {@code payments.prod.svc} or {@code payments.prod.svc.cluster.local}; Istio has these and {@code
 * payments.prod.svc.cluster} in a sidecar's table for that Service. Each pod of a headless one has
 * a label before that.
 */
public final class MeshHost {

  private static final String WILDCARD = "*.";

  /** The domain of Services that several clusters share (Multi-Cluster Services API). */
  private static final String CLUSTER_SET = "clusterset.local";

  /** What ends a name outside of clusters: letters alone, so no address either. */
  private static final Pattern TOP_LEVEL = Pattern.compile("[a-z]+|xn--[-a-z0-9]+");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /**
   * A Service, as far as a host tells.
   *
   * @param namespace its namespace; empty where it can't be one of a single namespace
   * @param service its name; empty for every one of the namespace
   */
  public record Target(String namespace, String service) {

    private static final Target NOBODYS = new Target("", "");
  }

  private final String name;
  private final boolean wildcard;
  private final String clusterDomain;

  /**
   * A host.
   *
   * @param host a sound one, perhaps a wildcard one
   * @param clusterDomain what the cluster's DNS names end with
   */
  public MeshHost(String host, String clusterDomain) {
    this.wildcard = host.startsWith(WILDCARD);
    this.name = wildcard ? host.substring(WILDCARD.length()) : host;
    this.clusterDomain = clusterDomain;
  }

  /**
   * The Service that requests for the host may be meant for; empty where it is a host outside of
   * the cluster.
   *
   * @param namespace that of the VirtualService, where Istio looks for a name without a dot
   */
  public Optional<Target> target(String namespace) {
    List<String> labels = List.of(name.split("\\.", -1));
    String last = labels.get(labels.size() - 1);
    if (labels.size() == 1 && !wildcard) {
      return Optional.of(new Target(namespace, name));
    }
    if (isAddress(labels) || coversTheCluster()) {
      return Optional.of(Target.NOBODYS);
    }
    Optional<String> tail = tails().filter(one -> name.endsWith("." + one)).findFirst();
    if (tail.isPresent()) {
      return tail.map(one -> inCluster(name.substring(0, name.length() - one.length() - 1), one));
    }
    boolean outside = labels.size() > (wildcard ? 1 : 2) && TOP_LEVEL.matcher(last).matches();
    return outside && !last.equals(namespace) ? Optional.empty() : Optional.of(named(labels));
  }

  /** A Service can be asked for by its address, too. */
  private static boolean isAddress(List<String> labels) {
    return labels.size() == 4 && labels.stream().allMatch(one -> DIGITS.matcher(one).matches());
  }

  private boolean coversTheCluster() {
    return tails().anyMatch(tail -> tail.equals(name))
        || (wildcard && tails().anyMatch(tail -> tail.endsWith("." + name)));
  }

  /** Only what is under {@code svc} is a Service's name. */
  private Target inCluster(String before, String tail) {
    List<String> labels = List.of(before.split("\\.", -1));
    boolean service = tail.equals("svc") || tail.startsWith("svc.");
    return service && labels.size() >= (wildcard ? 1 : 2) ? named(labels) : Target.NOBODYS;
  }

  /** The last label is the namespace, the one before it the Service. */
  private static Target named(List<String> labels) {
    int last = labels.size() - 1;
    return new Target(labels.get(last), last == 0 ? "" : labels.get(last - 1));
  }

  /** What names in the cluster end with, whole and cut short. */
  private Stream<String> tails() {
    return Stream.concat(
        Stream.of(clusterDomain, CLUSTER_SET).flatMap(domain -> cut(domain).stream()),
        Stream.of(clusterDomain, CLUSTER_SET));
  }

  private static List<String> cut(String domain) {
    List<String> tails = new ArrayList<>();
    for (String rest = "." + domain;
        !rest.isEmpty();
        rest = rest.substring(0, rest.lastIndexOf('.'))) {
      tails.add("svc" + rest);
      tails.add("pod" + rest);
    }
    tails.add("svc");
    tails.add("pod");
    return tails;
  }
}
