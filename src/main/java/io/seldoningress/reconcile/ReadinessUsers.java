package io.seldoningress.reconcile;

import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Header;

/**
 * The step {@code readinessUsers}: which SeldonDeployments are to be looked at because of an
 * EndpointSlice: those of whose predictors one has ready endpoints now and had none, or the other
 * way round. Nearly all changes of slices are none of that.
 */
public final class ReadinessUsers {

  /**
   * Kubernetes calls a slice as its Service, with a hyphen and five random characters of these, and
   * cuts what is before them where the name would be longer than a label.
   */
  private static final Pattern GENERATED =
      Pattern.compile("(?<service>.+)-[bcdfghjklmnpqrstvwxz2456789]{5}");

  private static final int CUT_LENGTH = 63;

  /** Who wants a name. */
  @FunctionalInterface
  interface Claimants {

    /** The SeldonDeployments of a namespace that come out at a name. */
    List<SeldonDeployment> of(String namespace, GeneratedName name);
  }

  private final Claimants claimants;
  private final ReadinessGate gate;

  /**
   * @param caches know whose a Service is
   * @param gate knows what was seen before
   */
  public ReadinessUsers(Caches caches, ReadinessGate gate) {
    this(caches::claimants, gate);
  }

  ReadinessUsers(Claimants claimants, ReadinessGate gate) {
    this.claimants = claimants;
    this.gate = gate;
  }

  /**
   * Finds them.
   *
   * @param slice the body: its newest state; none when it is gone
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName, which says whose a slice was that is gone
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> of(
      @Body ObservedEndpointSlice slice,
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    List<ResourceKey> concerned =
        slice == null
            ? usersOfGone(namespace, name)
            : slice.service().map(service -> usersOf(namespace, service)).orElse(List.of());
    return concerned.stream().filter(gate::isNews).toList();
  }

  /**
   * Where the name says nothing, anybody's. To ask all of a namespace for each slice would take
   * minutes where thousands go at once.
   */
  private List<ResourceKey> usersOfGone(String namespace, String name) {
    Matcher generated = GENERATED.matcher(name);
    if (!generated.matches()) {
      return gate.knownIn(namespace);
    }
    List<ResourceKey> users = usersOf(namespace, generated.group("service"));
    return users.isEmpty() && name.length() >= CUT_LENGTH ? gate.knownIn(namespace) : users;
  }

  /** A predictor's Service is called as its DestinationRule. */
  private List<ResourceKey> usersOf(String namespace, String service) {
    GeneratedName name = new GeneratedName(GeneratedName.DESTINATION_RULE, service);
    return claimants.of(namespace, name).stream().map(ResourceKey::of).toList();
  }
}
