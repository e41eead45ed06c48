package io.seldoningress.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.leader.LeaseFailures.Verb;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The requests about one Lease. Each tells whether it failed, and throws nothing but a {@link
 * KubernetesClientException}: at any other fabric8's elector ends for good.
 */
final class LeaseRequests {

  private static final GroupVersionResource LEASES =
      new GroupVersionResource("coordination.k8s.io", "v1", "leases");

  private final LeaseOptions options;
  private final ApiRequests requests;
  private final LeaseFailures failures;

  /**
   * @param requests with a limit of their time
   */
  LeaseRequests(LeaseOptions options, ApiRequests requests, LeaseFailures failures) {
    this.options = options;
    this.requests = requests;
    this.failures = failures;
  }

  /** The Lease; empty when it is not there. */
  Optional<Lease> get() {
    return tell(Verb.get, () -> requests.get(path(options.name()), Lease.class));
  }

  /** Makes the Lease; gives it as it is in the cluster now. */
  Lease create(Lease lease) {
    return tell(Verb.create, () -> requests.create(path(""), lease, Lease.class));
  }

  /** Replaces the Lease if it is still the one that was read. */
  Lease update(Lease lease) {
    return tell(Verb.update, () -> requests.replace(path(options.name()), lease, Lease.class));
  }

  private <T> T tell(Verb verb, Supplier<T> request) {
    try {
      T answer = request.get();
      failures.succeeded(verb);
      return answer;
    } catch (KubernetesClientException e) {
      failures.failed(verb, e);
      throw e;
    } catch (RuntimeException e) {
      failures.failed(verb, e);
      throw new KubernetesClientException("can't %s the %s".formatted(verb, options), e);
    }
  }

  private String path(String name) {
    return LEASES.path(new ResourceKey(options.namespace(), name));
  }
}
