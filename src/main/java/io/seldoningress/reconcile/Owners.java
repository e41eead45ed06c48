package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** The step {@code owners}: which SeldonDeployments an Istio object matters to. */
public final class Owners {

  private final Caches caches;
  private final Rivals rivals;

  /**
   * @param caches what the cluster shows
   * @param rivals know who waits for an object of somebody else
   */
  public Owners(Caches caches, Rivals rivals) {
    this.caches = caches;
    this.rivals = rivals;
  }

  /**
   * Finds the SeldonDeployments that an object belongs to, that come out at its name or that want,
   * or waited for, requests that it takes.
   *
   * @param object the body: its newest state; none when it is gone
   * @param resource the header CamelKubernetesInformerResource
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> of(
      @Body ObservedObject object,
      @Header(KubernetesInformerConstants.RESOURCE) String resource,
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    Set<ResourceKey> owners = new LinkedHashSet<>();
    if (object != null) {
      object
          .controller()
          .filter(controller -> SeldonDeployment.KIND.equals(controller.getKind()))
          .map(OwnerReference::getName)
          .ifPresent(owner -> owners.add(new ResourceKey(namespace, owner)));
    }
    caches.owned().kindOf(resource).stream()
        .flatMap(kind -> caches.claimants(namespace, new GeneratedName(kind, name)).stream())
        .forEach(owner -> owners.add(ResourceKey.of(owner)));
    if (caches.owned().kindOf(resource).filter(GeneratedName.VIRTUAL_SERVICE::equals).isPresent()) {
      owners.addAll(rivals.of(new ResourceKey(namespace, name), Optional.ofNullable(object)));
    }
    return List.copyOf(owners);
  }
}
