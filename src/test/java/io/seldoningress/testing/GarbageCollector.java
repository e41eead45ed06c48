package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/**
 * Plays the garbage collector of the controller manager, which does not run behind {@link
 * RealApiServer}: deletes the Istio objects that a deleted SeldonDeployment controlled. It sees
 * only what is deleted while it runs.
 */
public final class GarbageCollector implements AutoCloseable {

  private static final List<String> DEPENDENT_KINDS =
      List.of("VirtualService", "DestinationRule", "Gateway");

  private final KubernetesClient client;
  private final SharedIndexInformer<GenericKubernetesResource> owners;

  private GarbageCollector(KubernetesClient client) {
    this.client = client;
    this.owners =
        client
            .genericKubernetesResources("machinelearning.seldon.io/v1", "SeldonDeployment")
            .inAnyNamespace()
            .inform(new Deletions());
  }

  /** Starts to collect on a server that serves SeldonDeployments. */
  public static GarbageCollector start(ApiServer server) {
    return new GarbageCollector(server.newClient());
  }

  @Override
  public void close() {
    owners.close();
    client.close();
  }

  private void collectDependentsOf(GenericKubernetesResource owner) {
    for (String kind : DEPENDENT_KINDS) {
      List<GenericKubernetesResource> dependents =
          client
              .genericKubernetesResources("networking.istio.io/v1", kind)
              .inNamespace(owner.getMetadata().getNamespace())
              .list()
              .getItems();
      dependents.stream()
          .filter(dependent -> isControlledBy(owner.getMetadata().getUid(), dependent))
          .forEach(dependent -> client.resource(dependent).delete());
    }
  }

  private static boolean isControlledBy(String uid, GenericKubernetesResource dependent) {
    return dependent.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .map(OwnerReference::getUid)
        .anyMatch(uid::equals);
  }

  private final class Deletions implements ResourceEventHandler<GenericKubernetesResource> {

    @Override
    public void onAdd(GenericKubernetesResource object) {}

    @Override
    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource now) {}

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      collectDependentsOf(object);
    }
  }
}
