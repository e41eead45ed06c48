package io.seldoningress.leader;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps this process from reading or writing the Lease: said once when it starts and once when
 * it is over, and kept for health.
 */
final class LeaseFailures {

  private static final Logger log = LoggerFactory.getLogger(LeaseFailures.class);

  private final LeaseOptions lease;
  private final Map<Verb, String> current = new ConcurrentHashMap<>();

  /** What is done with a Lease, named as in a Role. */
  enum Verb {
    get,
    create,
    update
  }

  LeaseFailures(LeaseOptions lease) {
    this.lease = lease;
  }

  void failed(Verb verb, RuntimeException failure) {
    if (isLostRace(verb, failure)) {
      return;
    }
    String problem = describe(verb, failure);
    if (!problem.equals(current.put(verb, problem))) {
      log.warn("{}; trying again each {}", problem, LeaseOptions.words(lease.retryPeriod()));
    }
  }

  void succeeded(Verb verb) {
    if (current.remove(verb) != null) {
      log.info("the {} can be {} again", lease, participle(verb));
    }
  }

  Optional<String> current() {
    return current.values().stream().sorted().findFirst();
  }

  /** Another process made, changed or deleted the Lease just then: it is read again. */
  private static boolean isLostRace(Verb verb, RuntimeException failure) {
    int code = code(failure);
    return verb != Verb.get && (code == 409 || (verb == Verb.update && code == 404));
  }

  private String describe(Verb verb, RuntimeException failure) {
    return switch (code(failure)) {
      case 401 ->
          "the API server does not know who we are (401) when it is to %s the %s"
              .formatted(verb, lease);
      case 403 ->
          "no permission to %s leases.coordination.k8s.io in namespace %s: a Role with the verbs get, create and update is missing"
              .formatted(verb, lease.namespace());
      case 404 -> "can't %s the %s: its namespace is not there".formatted(verb, lease);
      default -> "can't %s the %s: %s".formatted(verb, lease, failure.getMessage());
    };
  }

  private static int code(RuntimeException failure) {
    return failure instanceof KubernetesClientException e ? e.getCode() : 0;
  }

  private static String participle(Verb verb) {
    return switch (verb) {
      case get -> "read";
      case create -> "created";
      case update -> "updated";
    };
  }
}
