package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** The step {@code owners}: which SeldonDeployments an Istio object matters to. */
public final class Owners {

  private final Caches caches;

  public Owners(Caches caches) {
    this.caches = caches;
  }

  /**
   * Finds the SeldonDeployments that an object belongs to or that come out at its name.
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
    return List.copyOf(owners);
  }
}
