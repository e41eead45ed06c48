package io.seldoningress.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.leader.LeaseFailures.Verb;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The Lease as fabric8's elector sees it. The elector compares the time of the last renewal, which
 * the holder wrote by its clock, with our clock. So it is not shown that time: a Lease that did not
 * change for its duration is shown without a holder, and any other as renewed for good.
 */
final class ObservedLease implements Lock {

  private static final GroupVersionResource LEASES =
      new GroupVersionResource("coordination.k8s.io", "v1", "leases");

  /** A time of renewal that is never so long ago that the elector takes the Lease. */
  private static final ZonedDateTime NEVER_OVER =
      ZonedDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final LeaseOptions options;
  private final ApiRequests requests;
  private final Tenure tenure;
  private final LeaseFailures failures;
  private final Runnable observed;
  private final LongSupplier nanoClock;

  /** As it was last read or written; null when it is not there. */
  private Lease lease;

  /** Whether that is what this process wrote last, which nobody can have changed unnoticed. */
  private boolean written;

  private LeaseSpec unchanged;
  private long unchangedSince;
  private boolean closed;

  /**
   * @param requests with a limit of their time
   * @param tenure is told what becomes of the Lease
   * @param observed is run after that
   */
  ObservedLease(
      LeaseOptions options,
      ApiRequests requests,
      Tenure tenure,
      LeaseFailures failures,
      Runnable observed,
      LongSupplier nanoClock) {
    this.options = options;
    this.requests = requests;
    this.tenure = tenure;
    this.failures = failures;
    this.observed = observed;
    this.nanoClock = nanoClock;
  }

  /** A holder need not read what it wrote: if it is not that any more, its next write fails. */
  @Override
  public synchronized LeaderElectionRecord get(KubernetesClient client) {
    requireOpen();
    if (!written) {
      read();
      tenure.heldBy(holder(lease));
      observed.run();
    }
    return lease == null ? null : toRecord();
  }

  @Override
  public synchronized void create(KubernetesClient client, LeaderElectionRecord election) {
    Lease wanted =
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace(options.namespace())
            .withName(options.name())
            .endMetadata()
            .build();
    take(Verb.create, () -> requests.create(path(""), with(election, wanted), Lease.class));
  }

  @Override
  public synchronized void update(KubernetesClient client, LeaderElectionRecord election) {
    Lease wanted = with(election, lease);
    take(Verb.update, () -> replace(wanted));
  }

  /**
   * Gives the Lease back, if this process holds it, so that another one need not wait for its end.
   * To be called when this process does not write any more; the Lease can't be used after that.
   *
   * @return whether it was held
   * @throws KubernetesClientException when it could not be given back; it ends by itself
   */
  synchronized boolean release() {
    closed = true;
    if (!written) {
      read();
    }
    if (!holder(lease).equals(options.identity())) {
      return false;
    }
    // As client-go releases a Lease.
    Lease free =
        new LeaseBuilder(lease)
            .editSpec()
            .withHolderIdentity("")
            .withLeaseDurationSeconds(1)
            .withRenewTime(now())
            .withAcquireTime(now())
            .endSpec()
            .build();
    Lease unused = replace(free);
    return true;
  }

  @Override
  public String identity() {
    return options.identity();
  }

  @Override
  public String describe() {
    return options.toString();
  }

  private void read() {
    lease = tell(Verb.get, () -> requests.get(path(options.name()), Lease.class)).orElse(null);
    look();
  }

  private void take(Verb verb, Supplier<Lease> request) {
    requireOpen();
    written = false;
    long sentAt = nanoClock.getAsLong();
    lease = tell(verb, request);
    written = true;
    look();
    tenure.renewed(sentAt);
    observed.run();
  }

  /**
   * Notes whether the Lease is another than before; only its spec counts, which renewals change.
   */
  private void look() {
    LeaseSpec spec = lease == null ? null : lease.getSpec();
    if (!Objects.equals(spec, unchanged)) {
      unchanged = spec;
      unchangedSince = nanoClock.getAsLong();
    }
  }

  private LeaderElectionRecord toRecord() {
    Optional<LeaseSpec> spec = Optional.ofNullable(lease.getSpec());
    String holder = holder(lease);
    boolean ours = holder.equals(options.identity());
    return new LeaderElectionRecord(
        !ours && isOver(spec) ? "" : holder,
        options.leaseDuration(),
        spec.map(LeaseSpec::getAcquireTime).orElseGet(ObservedLease::now),
        NEVER_OVER,
        spec.map(LeaseSpec::getLeaseTransitions).orElse(0));
  }

  private boolean isOver(Optional<LeaseSpec> spec) {
    Duration duration =
        spec.map(LeaseSpec::getLeaseDurationSeconds)
            .map(Duration::ofSeconds)
            .orElse(options.leaseDuration());
    return nanoClock.getAsLong() - unchangedSince > duration.toNanos();
  }

  private Lease with(LeaderElectionRecord election, Lease before) {
    return new LeaseBuilder(before)
        .editOrNewSpec()
        .withHolderIdentity(election.getHolderIdentity())
        .withLeaseDurationSeconds(options.leaseDurationSeconds())
        .withAcquireTime(micros(election.getAcquireTime()))
        // For people and other programs.
        .withRenewTime(micros(election.getRenewTime()))
        .withLeaseTransitions(election.getLeaderTransitions())
        .endSpec()
        .build();
  }

  private Lease replace(Lease wanted) {
    return requests.replace(path(options.name()), wanted, Lease.class);
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
      // The elector ends for good at any other exception.
      throw new KubernetesClientException("could not " + verb + " the " + options, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new KubernetesClientException("the " + options + " was given back");
    }
  }

  private String path(String name) {
    return LEASES.path(new ResourceKey(options.namespace(), name));
  }

  private static String holder(Lease lease) {
    return Optional.ofNullable(lease)
        .map(Lease::getSpec)
        .map(LeaseSpec::getHolderIdentity)
        .orElse("");
  }

  private static ZonedDateTime now() {
    return micros(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /** The API has no finer times. */
  private static ZonedDateTime micros(ZonedDateTime time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
