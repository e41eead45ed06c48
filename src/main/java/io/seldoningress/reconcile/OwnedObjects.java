package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ApplyTarget;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.ResourceType;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of the kinds that are made for SeldonDeployments, ours or not, as the watches show
 * them.
 *
 * @param targets the kinds with their caches, in the order in which stale objects are deleted
 */
public record OwnedObjects(List<ApplyTarget<?>> targets) {

  /** The kinds of routes. A VirtualService goes before the subsets that it names. */
  private static final List<Class<? extends ObservedObject>> ROUTES =
      List.of(ObservedVirtualService.class, ObservedDestinationRule.class);

  /** Those of who may call. */
  private static final List<Class<? extends ObservedObject>> ACCESS =
      List.of(ObservedAuthorizationPolicy.class, ObservedRequestAuthentication.class);

  private static final String BY_CONTROLLER = "controller";
  private static final String BY_CLAIM = "claim";

  public OwnedObjects {
    targets = List.copyOf(targets);
  }

  /** Has the kinds watched; those of who may call only where the settings let that be said. */
  static OwnedObjects watch(
      KubernetesInformerComponent informers, Set<String> namespaces, RoutingSettings settings) {
    List<ApplyTarget<?>> targets = new ArrayList<>();
    ROUTES.forEach(type -> targets.add(watch(informers, namespaces, settings, type)));
    if (settings.access().isPresent()) {
      ACCESS.forEach(type -> targets.add(watch(informers, namespaces, settings, type)));
    }
    return new OwnedObjects(targets);
  }

  private static <O extends ObservedObject> ApplyTarget<O> watch(
      KubernetesInformerComponent informers,
      Set<String> namespaces,
      RoutingSettings settings,
      Class<O> type) {
    informers.register(
        ResourceType.of(type)
            .indexedBy(
                BY_CONTROLLER,
                object -> object.controller().map(OwnerReference::getUid).stream().toList())
            .indexedBy(BY_CLAIM, object -> claims(object, settings))
            .ignoringChanges(ObservedObject::sameContent));
    return new ApplyTarget<>(type, informers.cache(type, namespaces));
  }

  /** The objects whose controller has this uid, in the order in which they are deleted. */
  List<ObservedObject> controlledBy(String uid) {
    return targets.stream()
        .flatMap(target -> target.cache().byIndex(BY_CONTROLLER, uid).stream())
        .collect(Collectors.toUnmodifiableList());
  }

  private static List<String> claims(ObservedObject object, RoutingSettings settings) {
    return object instanceof ObservedVirtualService found
        ? RouteClaims.indexKeys(found.claims(settings))
        : List.of();
  }

  /** The VirtualServices under a key of a claim, ours or not. */
  List<ObservedVirtualService> claiming(String key) {
    return targets.stream()
        .filter(target -> target.type().equals(ObservedVirtualService.class))
        .flatMap(target -> target.cache().byIndex(BY_CLAIM, key).stream())
        .map(ObservedVirtualService.class::cast)
        .toList();
  }

  /** The object of a generated name. */
  Optional<? extends ObservedObject> existing(String namespace, GeneratedName name) {
    return targets.stream()
        .filter(target -> kind(target).equals(name.kind()))
        .findFirst()
        .flatMap(target -> target.cache().get(new ResourceKey(namespace, name.name())));
  }

  /**
   * The kind of a resource, written as group, version and plural; empty for one of no such kind.
   */
  Optional<String> kindOf(String resource) {
    return targets.stream()
        .filter(target -> GroupVersionResource.of(target.type()).toString().equals(resource))
        .map(OwnedObjects::kind)
        .findFirst();
  }

  private static String kind(ApplyTarget<?> target) {
    return HasMetadata.getKind(target.type());
  }
}
