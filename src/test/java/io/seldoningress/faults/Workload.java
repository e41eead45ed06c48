package io.seldoningress.faults;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Users: makes many SeldonDeployments in several namespaces, and changes, breaks, mends, deletes
 * and makes them again, at random by a seed. Not safe for threads, but for {@link #goOn}.
 */
final class Workload {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("user")
          .withForce(true)
          .build();

  private static final long PAUSE_NANOS = 15_000_000;

  /** One SeldonDeployment of the user. */
  private static final class Subject {
    private final String namespace;
    private final String name;
    private AnySpec spec;

    Subject(String namespace, String name, AnySpec spec) {
      this.namespace = namespace;
      this.name = name;
      this.spec = spec;
    }
  }

  private final KubernetesClient client;
  private final Random random;
  private final List<Subject> subjects = new ArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();
  private int number;

  /**
   * @param client the user's connection
   * @param size how many SeldonDeployments there are
   */
  Workload(KubernetesClient client, long seed, List<String> namespaces, int size) {
    this.client = client;
    this.random = new Random(seed);
    for (int i = 0; i < size; i++) {
      subjects.add(
          new Subject(namespaces.get(i % namespaces.size()), "m-" + i, AnySpec.any(random)));
    }
  }

  /** Makes all of them. */
  void createAll() {
    changeAll();
  }

  /** Changes the shares and the number of each of them. */
  void changeAll() {
    subjects.forEach(this::changeShares);
  }

  /**
   * Deletes some for ever.
   *
   * @return their namespaces and names, as {@code namespace/name}
   */
  Set<String> deleteForEver(int number) {
    List<Subject> some = subjects.subList(0, number);
    some.forEach(this::delete);
    Set<String> names =
        some.stream().map(one -> one.namespace + "/" + one.name).collect(Collectors.toSet());
    some.clear();
    return names;
  }

  /** How many changes the API server took. */
  int changes() {
    return changes.get();
  }

  /**
   * Changes one after the other on a thread of its own, until it is closed. What the API server
   * does not take, because it is away, is tried again.
   */
  AutoCloseable goOn() {
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                changeOne();
                // Users are not as fast as they can.
                LockSupport.parkNanos(PAUSE_NANOS);
              }
            },
            "workload");
    thread.start();
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private void changeOne() {
    Subject subject = subjects.get(random.nextInt(subjects.size()));
    switch (random.nextInt(16)) {
      case 0 -> delete(subject);
      case 1 -> apply(subject.spec.broken(subject.namespace, subject.name, next(), random));
      case 2, 3, 4 -> {
        subject.spec = AnySpec.any(random);
        changeShares(subject);
      }
      default -> changeShares(subject);
    }
  }

  private void changeShares(Subject subject) {
    apply(subject.spec.sound(subject.namespace, subject.name, next(), random));
  }

  /** Each state of each SeldonDeployment has a higher number than all before it. */
  private int next() {
    return ++number;
  }

  private void apply(String text) {
    GenericKubernetesResource wanted =
        Serialization.unmarshal(text, GenericKubernetesResource.class);
    persistently(() -> client.resource(wanted).patch(APPLY));
  }

  private void delete(Subject subject) {
    persistently(
        () ->
            client
                .genericKubernetesResources("machinelearning.seldon.io/v1", "SeldonDeployment")
                .inNamespace(subject.namespace)
                .withName(subject.name)
                .delete());
  }

  private void persistently(Runnable write) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        write.run();
        changes.incrementAndGet();
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() >= 400 && e.getCode() < 500 && e.getCode() != 429) {
          throw e;
        }
        LockSupport.parkNanos(10 * PAUSE_NANOS);
      }
    }
  }
}
