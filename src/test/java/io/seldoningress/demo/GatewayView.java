package io.seldoningress.demo;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.seldoningress.component.informer.ResourceKey;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is on the server of the Gateway that the controller keeps, by watches of its own: the
 * Gateway, and the Warning Events about it and its TLS Secrets.
 */
final class GatewayView implements AutoCloseable {

  private static final Set<String> SUBJECTS = Set.of("Secret", "Gateway");

  private final KubernetesClient client;
  private SharedIndexInformer<Gateway> gateways;
  private SharedIndexInformer<Event> events;

  GatewayView(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Watches.
   *
   * @param gateway the Gateway
   * @param secrets the namespace of its TLS Secrets
   * @param onWrite gets each change of the Gateway
   * @param onWarning gets a line for each Event, and for each new message of one
   */
  void start(
      ResourceKey gateway, String secrets, Consumer<Write> onWrite, Consumer<String> onWarning) {
    gateways =
        client
            .resources(Gateway.class)
            .inNamespace(gateway.namespace())
            .withName(gateway.name())
            .inform(new Handler<>((before, after) -> onWrite.accept(new Write(before, after))));
    events =
        client
            .v1()
            .events()
            .inNamespace(secrets)
            .inform(new Handler<>((before, after) -> warn(before, after, onWarning)));
  }

  @Override
  public void close() {
    Stream.of(gateways, events).filter(Objects::nonNull).forEach(SharedIndexInformer::close);
  }

  private static void warn(Event before, Event after, Consumer<String> onWarning) {
    if (after != null
        && SUBJECTS.contains(after.getInvolvedObject().getKind())
        && (before == null || !after.getMessage().equals(before.getMessage()))) {
      onWarning.accept(
          "WARNING %s, %s %s: %s"
              .formatted(
                  after.getReason(),
                  after.getInvolvedObject().getKind(),
                  after.getInvolvedObject().getName(),
                  after.getMessage()));
    }
  }

  /** Gets an object before, null where it was not there, and after, null where it is gone. */
  @FunctionalInterface
  private interface Change<T> {
    void accept(T before, T after);
  }

  private record Handler<T extends HasMetadata>(Change<T> change)
      implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      change.accept(null, object);
    }

    @Override
    public void onUpdate(T before, T after) {
      String version = before.getMetadata().getResourceVersion();
      if (!version.equals(after.getMetadata().getResourceVersion())) {
        change.accept(before, after);
      }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      change.accept(object, null);
    }
  }
}
