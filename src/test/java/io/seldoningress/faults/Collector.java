package io.seldoningress.faults;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.apply.WritePermit;
import io.seldoningress.faults.History.Version;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Plays the garbage collector of the controller manager, which does not run behind the API server:
 * deletes Istio objects whose SeldonDeployment is gone, also those that it could not delete before.
 */
final class Collector implements AutoCloseable {

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ApiRequests requests;
  private final History history;

  private Collector(KubernetesClient client, History history) {
    this.requests = new ApiRequests(client, WritePermit.always());
    this.history = history;
  }

  static Collector start(KubernetesClient client, History history) {
    Collector collector = new Collector(client, history);
    var unused =
        collector.thread.scheduleWithFixedDelay(collector::collect, 0, 500, TimeUnit.MILLISECONDS);
    return collector;
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdownNow();
    thread.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void collect() {
    try {
      Collection<Version> objects = history.current().values();
      Set<String> living =
          objects.stream()
              .filter(version -> !version.key().isRoute())
              .map(version -> Stored.uid(version.object()))
              .collect(Collectors.toSet());
      objects.stream()
          .filter(version -> version.key().isRoute() && isOrphan(version, living))
          // VirtualServices before the DestinationRules that they need.
          .sorted((one, other) -> other.key().plural().compareTo(one.key().plural()))
          .forEach(this::delete);
    } catch (RuntimeException e) {
      // The API server is away; it is tried again.
    }
  }

  private static boolean isOrphan(Version version, Set<String> living) {
    String owner = Stored.owner(version.object());
    return !owner.isEmpty() && !living.contains(owner);
  }

  /** On condition that nobody adopted it meanwhile, as the real one does. */
  private void delete(Version version) {
    ObjectKey key = version.key();
    try {
      requests.delete(
          "/apis/networking.istio.io/v1/namespaces/%s/%s/%s"
              .formatted(key.namespace(), key.plural(), key.name()),
          """
          {"apiVersion":"v1","kind":"DeleteOptions",
           "preconditions":{"uid":"%s","resourceVersion":"%d"}}"""
              .formatted(Stored.uid(version.object()), version.revision()));
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409 && e.getCode() != 404) {
        throw e;
      }
    }
  }
}
