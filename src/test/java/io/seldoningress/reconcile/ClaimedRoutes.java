package io.seldoningress.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster in memory, indexed as the caches are, which counts what it is asked for. */
final class ClaimedRoutes implements ClaimConflicts.Cluster {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  private final Map<ResourceKey, SeldonDeployment> deployments = new LinkedHashMap<>();
  private final Map<ResourceKey, ObservedVirtualService> virtualServices = new LinkedHashMap<>();
  private final Map<String, Set<ResourceKey>> index = new HashMap<>();

  int lookups;
  int found;

  @Override
  public List<SeldonDeployment> claimingDeployments(String key) {
    lookups++;
    List<SeldonDeployment> all =
        index.getOrDefault(key, Set.of()).stream().map(deployments::get).toList();
    found += all.size();
    return all;
  }

  @Override
  public List<ObservedVirtualService> claimingVirtualServices(String key) {
    lookups++;
    return virtualServices.values().stream()
        .filter(one -> RouteClaims.indexKeys(one.claims(SETTINGS)).contains(key))
        .toList();
  }

  @Override
  public Optional<SeldonDeployment> deployment(ResourceKey key) {
    return Optional.ofNullable(deployments.get(key));
  }

  SeldonDeployment put(SeldonDeployment deployment) {
    remove(ResourceKey.of(deployment));
    deployments.put(ResourceKey.of(deployment), deployment);
    RouteClaims.indexKeys(deployment, SETTINGS)
        .forEach(
            key ->
                index
                    .computeIfAbsent(key, one -> new LinkedHashSet<>())
                    .add(ResourceKey.of(deployment)));
    return deployment;
  }

  void remove(ResourceKey key) {
    SeldonDeployment before = deployments.remove(key);
    if (before != null) {
      RouteClaims.indexKeys(before, SETTINGS).forEach(one -> index.get(one).remove(key));
    }
  }

  ObservedVirtualService put(ObservedVirtualService virtualService) {
    virtualServices.put(ResourceKey.of(virtualService), virtualService);
    return virtualService;
  }

  @Override
  public List<ObservedObject> controlledBy(String uid) {
    return virtualServices.values().stream()
        .filter(one -> one.controller().filter(owner -> owner.getUid().equals(uid)).isPresent())
        .map(ObservedObject.class::cast)
        .toList();
  }

  void removeVirtualService(ResourceKey key) {
    virtualServices.remove(key);
  }

  /**
   * A SeldonDeployment.
   *
   * @param key namespace and name
   * @param created when it was made: seconds after midnight
   * @param annotations in YAML's flow style without braces
   * @param predictors in YAML's flow style without brackets
   */
  static SeldonDeployment deployment(
      String key, int created, String annotations, String predictors) {
    ResourceKey names = key(key);
    return SeldonDeployments.fromYaml(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {namespace: %s, name: %s, uid: uid-%s, creationTimestamp: '%s'}
        spec: {annotations: {%s}, predictors: [%s]}
        """
            .formatted(
                names.namespace(), names.name(), key, time(created), annotations, predictors));
  }

  /**
   * A VirtualService.
   *
   * @param key namespace and name
   * @param created when it was made: seconds after midnight
   * @param owner the SeldonDeployment that is its controller; none for null
   * @param spec in YAML
   */
  static ObservedVirtualService virtualService(
      String key, int created, SeldonDeployment owner, String spec) {
    ResourceKey names = key(key);
    var metadata =
        new ObjectMetaBuilder()
            .withNamespace(names.namespace())
            .withName(names.name())
            .withCreationTimestamp(time(created));
    if (owner != null) {
      metadata.withOwnerReferences(
          new OwnerReferenceBuilder()
              .withApiVersion(SeldonDeployment.API_VERSION)
              .withKind(SeldonDeployment.KIND)
              .withName(owner.name())
              .withUid(owner.getMetadata().getUid())
              .withController(true)
              .build());
    }
    return new ObservedVirtualService(
        metadata.build(), Serialization.unmarshal(SeldonDeployments.json(spec), JsonNode.class));
  }

  /** A key of {@code namespace/name}. */
  static ResourceKey key(String text) {
    int slash = text.indexOf('/');
    return new ResourceKey(text.substring(0, slash), text.substring(slash + 1));
  }

  private static String time(int second) {
    return "2026-01-01T%02d:%02d:%02dZ".formatted(second / 3600, second / 60 % 60, second % 60);
  }
}
