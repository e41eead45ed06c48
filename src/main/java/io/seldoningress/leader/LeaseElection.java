package io.seldoningress.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Tries to take the Lease and to keep it, for as long as it runs. fabric8's elector decides what is
 * to be done when; one of them ends when it loses the Lease, and is followed by the next.
 */
final class LeaseElection {

  private final KubernetesClient client;
  private final LeaderElectionConfig config;
  private final Executor executor;
  private CompletableFuture<?> elector;
  private boolean stopped;

  /**
   * @param executor runs the requests; one thread is enough
   */
  LeaseElection(
      KubernetesClient client, LeaseOptions options, ObservedLease lease, Executor executor) {
    this.client = client;
    this.executor = executor;
    // What becomes of the Lease is told by the Lease itself, and sooner.
    LeaderCallbacks nothing = new LeaderCallbacks(() -> {}, () -> {}, leader -> {});
    this.config =
        new LeaderElectionConfig(
            lease,
            options.leaseDuration(),
            options.renewDeadline(),
            options.retryPeriod(),
            nothing,
            false,
            options.name());
  }

  /** Begins. Returns at once. */
  synchronized void start() {
    if (!stopped) {
      elector = new LeaderElectorBuilder(client, executor).withConfig(config).build().start();
      var unused = elector.whenComplete((nothing, failure) -> start());
    }
  }

  /** Ends, after a request that is under way. The Lease is left as it is. */
  synchronized void stop() {
    stopped = true;
    if (elector != null) {
      elector.cancel(true);
    }
  }
}
