package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** The types of the events that a watch or an informer delivered, in their order. */
final class RecordedEvents
    implements Watcher<GenericKubernetesResource>,
        ResourceEventHandler<GenericKubernetesResource>,
        AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final List<String> types = new CopyOnWriteArrayList<>();
  private Watch watch = () -> {};

  static RecordedEvents of(Watchable<GenericKubernetesResource> watched) {
    RecordedEvents events = new RecordedEvents();
    events.watch = watched.watch(events);
    return events;
  }

  /** Waits until exactly these came; fails as soon as they can't any more. */
  void await(String... expected) {
    Awaitility.await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(types).containsExactly(expected));
  }

  @Override
  public void eventReceived(Action action, GenericKubernetesResource resource) {
    types.add(action.name());
  }

  @Override
  public void onClose(WatcherException cause) {
    types.add("CLOSED: " + cause.getMessage());
  }

  @Override
  public void onAdd(GenericKubernetesResource object) {
    types.add("ADDED");
  }

  @Override
  public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource now) {
    types.add("MODIFIED");
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
    types.add("DELETED");
  }

  @Override
  public void close() {
    watch.close();
  }
}
