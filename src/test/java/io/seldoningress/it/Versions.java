package io.seldoningress.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every version of every VirtualService and DestinationRule since it began, by watches, which leave
 * none out and end at the first failure. Safe for threads.
 */
final class Versions implements AutoCloseable {

  static final String VIRTUAL_SERVICE = "VirtualService";
  static final String DESTINATION_RULE = "DestinationRule";

  private static final String API_VERSION = "networking.istio.io/v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an object was from a revision on. */
  record Version(
      long revision,
      String namespace,
      String kind,
      String name,
      String uid,
      boolean deleted,
      JsonNode spec) {

    String key() {
      return kind + " " + name;
    }
  }

  private final KubernetesClient client;
  private final String namespace;
  private final List<Watch> watches;
  private final List<Version> seen = new CopyOnWriteArrayList<>();
  private int marks;

  /**
   * Begins.
   *
   * @param namespace one that the caller has for itself, for {@link #mark}
   */
  Versions(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    watches = List.of(watch(VIRTUAL_SERVICE), watch(DESTINATION_RULE));
  }

  /**
   * Waits for all that was written before, and returns a revision that is greater than theirs and
   * smaller than those of later writes.
   */
  long mark() {
    String name = "mark-" + ++marks;
    create(
        VIRTUAL_SERVICE, name, "{hosts: [mark], http: [{route: [{destination: {host: mark}}]}]}");
    create(DESTINATION_RULE, name, "{host: mark}");
    ControllerContract.eventually()
        .until(() -> seen.stream().filter(one -> one.name().equals(name)).count() == 2);
    return seen.stream()
        .filter(one -> one.name().equals(name))
        .mapToLong(Version::revision)
        .max()
        .orElseThrow();
  }

  /** Those of a namespace, in the order in which they were written. */
  List<Version> of(String ofNamespace) {
    return seen.stream()
        .filter(one -> one.namespace().equals(ofNamespace))
        .sorted(Comparator.comparingLong(Version::revision))
        .toList();
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private void create(String kind, String name, String spec) {
    var unused =
        client
            .resource(
                Serialization.unmarshal(
                    """
                    apiVersion: %s
                    kind: %s
                    metadata: {name: %s, namespace: %s}
                    spec: %s
                    """
                        .formatted(API_VERSION, kind, name, namespace, spec),
                    GenericKubernetesResource.class))
            .create();
  }

  private Watch watch(String kind) {
    return client
        .genericKubernetesResources(API_VERSION, kind)
        .inAnyNamespace()
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource object) {
                add(action, object);
              }

              @Override
              public void onClose(WatcherException cause) {
                // Then the next mark is not seen.
              }
            });
  }

  private void add(Watcher.Action action, GenericKubernetesResource object) {
    var metadata = object.getMetadata();
    seen.add(
        new Version(
            Long.parseLong(metadata.getResourceVersion()),
            metadata.getNamespace(),
            object.getKind(),
            metadata.getName(),
            metadata.getUid(),
            action == Watcher.Action.DELETED,
            JSON.<JsonNode>valueToTree(object.getAdditionalProperties()).path("spec")));
  }
}
