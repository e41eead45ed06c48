package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes SeldonDeployments, and deletes only those that it wrote. One that is there and is not the
 * demo's own, of this run or an earlier one, is left alone.
 */
final class DeploymentWriter {

  private static final Logger log = LoggerFactory.getLogger(DeploymentWriter.class);

  /** The field manager that the demo's objects are known by. */
  static final String MANAGER = "seldon-istio-ingress-demo";

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  /** The uids of the objects that this run wrote. */
  private final Map<ResourceKey, String> written = new HashMap<>();

  private final NavigableSet<String> madeNamespaces = new TreeSet<>();

  DeploymentWriter(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes one.
   *
   * @throws ExampleException when one of this name is there that is not the demo's
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses
   */
  synchronized void apply(GenericKubernetesResource deployment) throws ExampleException {
    ResourceKey key = ResourceKey.of(deployment);
    requireNamespace(key.namespace());
    GenericKubernetesResource existing = resource(key, deployment.getApiVersion()).get();
    if (existing != null && !isOurs(key, existing)) {
      throw new ExampleException(
          "there is a SeldonDeployment %s that is not the demo's; it is left alone".formatted(key));
    }
    GenericKubernetesResource now =
        resource(key, deployment.getApiVersion()).patch(APPLY, deployment);
    written.put(key, now.getMetadata().getUid());
  }

  /** Deletes what was written and is not in {@code wanted}; what fails is tried the next time. */
  synchronized void deleteOthers(Set<ResourceKey> wanted) {
    List<ResourceKey> others =
        written.keySet().stream().filter(key -> !wanted.contains(key)).toList();
    others.forEach(this::delete);
  }

  /** What this run wrote and did not delete. */
  synchronized Set<ResourceKey> keys() {
    return Set.copyOf(written.keySet());
  }

  /** The namespaces that were made because they were not there. */
  synchronized Set<String> madeNamespaces() {
    return Set.copyOf(madeNamespaces);
  }

  private void delete(ResourceKey key) {
    Resource<GenericKubernetesResource> resource = resource(key, SeldonDeployment.API_VERSION);
    try {
      GenericKubernetesResource existing = resource.get();
      if (existing != null && existing.getMetadata().getUid().equals(written.get(key))) {
        resource.delete();
      }
      written.remove(key);
    } catch (KubernetesClientException e) {
      log.warn("SeldonDeployment {} could not be deleted: {}", key, e.getMessage());
    }
  }

  private boolean isOurs(ResourceKey key, GenericKubernetesResource existing) {
    return existing.getMetadata().getUid().equals(written.get(key))
        || existing.getMetadata().getManagedFields().stream()
            .anyMatch(entry -> MANAGER.equals(entry.getManager()));
  }

  private void requireNamespace(String name) {
    if (client.namespaces().withName(name).get() == null) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
      madeNamespaces.add(name);
    }
  }

  private Resource<GenericKubernetesResource> resource(ResourceKey key, String apiVersion) {
    return client
        .genericKubernetesResources(kind(apiVersion))
        .inNamespace(key.namespace())
        .withName(key.name());
  }

  /** With it no call asks the server which kinds it has. */
  private static ResourceDefinitionContext kind(String apiVersion) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(SeldonDeployment.GROUP)
        .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
        .withKind(SeldonDeployment.KIND)
        .withPlural("seldondeployments")
        .withNamespaced(true)
        .build();
  }
}
