package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.KillableApiServer;
import io.seldoningress.testing.RunningController;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API server with many SeldonDeployments that change, objects of strangers among them, and a
 * proxy for a controller that has exactly the permissions of the README. Each test begins with an
 * empty cluster and ends with a look at every object.
 */
abstract class FaultFixture {

  /** Where controllers have their Lease. */
  static final String OWN_NAMESPACE = "ingress-system";

  /** How many SeldonDeployments there are, but for those that strangers block. */
  static final int SIZE = 220;

  private static final Logger LOG = LoggerFactory.getLogger(FaultFixture.class);
  private static final int NAMESPACES = 4;

  /** Longer than deadLetter.retryInterval, which is the promise. */
  private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(6);

  private static final Duration QUIET = Duration.ofSeconds(2);

  final Cluster cluster = Cluster.shared();
  final KillableApiServer server = cluster.server();
  final KubernetesClient client = cluster.client();
  final long seed = Long.getLong("seed", new SecureRandom().nextInt());
  final Random random = new Random(seed);

  List<String> namespaces;
  History history;
  Workload workload;
  FaultProxy proxy;
  RunningController controller;
  private Strangers strangers;
  private Collector collector;

  @BeforeEach
  void begin() {
    LOG.info("seed {}", seed);
    history = History.of(cluster.etcd());
    namespaces =
        IntStream.range(0, NAMESPACES).mapToObj(i -> server.newNamespace("models")).toList();
    collector = Collector.start(client, history);
    strangers = Strangers.plant(client, namespaces);
    workload = new Workload(client, seed, namespaces, SIZE);
    proxy = FaultProxy.before(server);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (controller != null) {
      controller.close();
    }
    proxy.close();
    collector.close();
    history.close();
    cluster.clear(namespaces);
  }

  /** Starts the controller in this process, behind the proxy, and waits until all is routed. */
  void startSettled(Map<String, String> settings) {
    workload.createAll();
    startController(settings);
    awaitSettled();
  }

  void startController(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    // So that long waits don't make long tests.
    all.putIfAbsent("queue.maximumDelay", "5s");
    all.putIfAbsent("deadLetter.probeInterval", "2s");
    all.putIfAbsent("kubernetes.requestTimeout", "5s");
    controller = RunningController.start(new ProxiedApiServer(proxy, server), all);
  }

  /** Waits until every object is as it should be, and nobody writes any more. */
  void awaitSettled() {
    awaitSettled(Strangers.ALL_BLOCKED);
  }

  /**
   * The same.
   *
   * @param blocked the names of SeldonDeployments that can't be routed because of others' objects
   */
  void awaitSettled(Set<String> blocked) {
    AtomicReference<List<String>> differences = new AtomicReference<>();
    try {
      await()
          .atMost(TIME_TO_SETTLE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> isQuiet() && differences(blocked, differences).isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "seed %d, after %d changes: %d differences, of which %s"
              .formatted(
                  seed,
                  workload.changes(),
                  differences(blocked, differences).size(),
                  differences.get().stream().limit(5).toList()),
          e);
    }
  }

  /**
   * The end of each test: every object is as it should be, nobody writes any more, the objects of
   * others are as they were, and at no moment was anything wrong in between.
   */
  void assertNothingLost() {
    awaitSettled();
    assertThat(new Comparison(history, Strangers.ALL_BLOCKED).size()).isGreaterThan(SIZE);
    assertNothingWasWrongSince(0);
    strangers.assertUntouched(history);
    assertSeenByTheApiServer();
  }

  /** At no moment did a route lack its subset, nor was an older state written over a newer one. */
  void assertNothingWasWrongSince(long revision) {
    assertThat(Order.faults(history.versions(), revision)).as("seed %d", seed).isEmpty();
  }

  /** Waits for more changes by users. */
  void awaitChanges(int number) {
    int before = workload.changes();
    eventually().until(() -> workload.changes() >= before + number);
  }

  /** What the history shows is what the API server shows. */
  void assertSeenByTheApiServer() {
    List<GenericKubernetesResource> seen =
        namespaces.stream()
            .flatMap(
                namespace ->
                    client
                        .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .stream())
            .toList();
    assertThat(seen)
        .extracting(
            object -> object.getMetadata().getNamespace() + "/" + object.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(
            history.current().keySet().stream()
                .filter(key -> key.plural().equals(History.VIRTUAL_SERVICES))
                .map(key -> key.namespace() + "/" + key.name())
                .toList());
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
  }

  private List<String> differences(Set<String> blocked, AtomicReference<List<String>> into) {
    into.set(new Comparison(history, blocked).differences());
    return into.get();
  }

  private boolean isQuiet() {
    long since = System.nanoTime() - QUIET.toNanos();
    List<History.Version> versions = history.versions();
    return !versions.isEmpty() && versions.get(versions.size() - 1).nanos() < since;
  }
}
