package io.seldoningress.demo;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.reconcile.Refusal;
import io.seldoningress.seldon.IngressReady;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is on the server, kept by a watch of its own: SeldonDeployments, and the Istio objects that
 * they control. The controller's memory has no part in it.
 */
final class ClusterView implements AutoCloseable {

  private static final Comparator<HasMetadata> BY_KEY =
      Comparator.comparing(object -> ResourceKey.of(object).toString());

  private final KubernetesClient client;
  private final Optional<String> namespace;
  private SharedIndexInformer<SeldonDeployment> deployments;
  private SharedIndexInformer<VirtualService> services;
  private SharedIndexInformer<DestinationRule> rules;
  private SharedIndexInformer<AuthorizationPolicy> policies;
  private Consumer<Write> writes = write -> {};
  private Runnable changes = () -> {};
  private volatile boolean started;

  /**
   * A view that is to be started.
   *
   * @param namespace the only one to look at; all where empty
   */
  ClusterView(KubernetesClient client, Optional<String> namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Reads what is there, and watches.
   *
   * @param onWrite gets each Istio object that is written from now on
   * @param onChange is run when a SeldonDeployment changes
   */
  void start(Consumer<Write> onWrite, Runnable onChange) {
    writes = onWrite;
    changes = onChange;
    deployments = inform(client.resources(SeldonDeployment.class));
    services = inform(client.resources(VirtualService.class));
    rules = inform(client.resources(DestinationRule.class));
    policies = inform(client.resources(AuthorizationPolicy.class));
    started = true;
  }

  /** All SeldonDeployments with their routes, by namespace and name. */
  List<Entry> entries(RouteReader reader, Map<ResourceKey, List<Refusal>> refusals) {
    List<DestinationRule> allRules = rules.getStore().list();
    return deployments.getStore().list().stream()
        .sorted(BY_KEY)
        .map(
            deployment -> {
              ResourceKey key = ResourceKey.of(deployment);
              return reader
                  .read(
                      key, servicesOf(deployment), allRules, refusals.getOrDefault(key, List.of()))
                  .at(url(deployment))
                  .calledBy(access(deployment));
            })
        .toList();
  }

  /** The SeldonDeployments themselves. */
  List<SeldonDeployment> deployments() {
    return deployments.getStore().list();
  }

  /** What its condition says of HTTPS. */
  private static Optional<String> url(SeldonDeployment deployment) {
    return deployment
        .getStatus()
        .ingressReady()
        .filter(condition -> condition.status().equals("True"))
        .map(IngressReady::message)
        .filter(message -> message.startsWith("https://"));
  }

  private Optional<String> access(SeldonDeployment deployment) {
    return controlledBy(deployment, policies.getStore().list())
        .findFirst()
        .flatMap(AccessReader::read);
  }

  @Override
  public void close() {
    Stream.of(deployments, services, rules, policies)
        .filter(Objects::nonNull)
        .forEach(SharedIndexInformer::close);
  }

  private List<VirtualService> servicesOf(SeldonDeployment deployment) {
    return controlledBy(deployment, services.getStore().list()).sorted(BY_KEY).toList();
  }

  private static <T extends HasMetadata> Stream<T> controlledBy(
      SeldonDeployment deployment, List<T> objects) {
    String uid = deployment.getMetadata().getUid();
    return objects.stream()
        .filter(
            object -> controller(object).filter(owner -> uid.equals(owner.getUid())).isPresent());
  }

  private static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .filter(owner -> SeldonDeployment.KIND.equals(owner.getKind()))
        .findFirst();
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>>
      SharedIndexInformer<T> inform(MixedOperation<T, L, R> operation) {
    ResourceEventHandler<T> handler = new Events<>();
    return namespace.isPresent()
        ? operation.inNamespace(namespace.get()).inform(handler)
        : operation.inAnyNamespace().inform(handler);
  }

  private void tell(HasMetadata before, HasMetadata after) {
    HasMetadata object = after == null ? before : after;
    if (object instanceof SeldonDeployment) {
      changes.run();
    } else if (started && controller(object).isPresent()) {
      writes.accept(new Write(before, after));
    }
  }

  private final class Events<T extends HasMetadata> implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      tell(null, object);
    }

    @Override
    public void onUpdate(T before, T after) {
      String version = before.getMetadata().getResourceVersion();
      if (!version.equals(after.getMetadata().getResourceVersion())) {
        tell(before, after);
      }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      tell(object, null);
    }
  }
}
