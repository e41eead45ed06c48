package io.seldoningress.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
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

  /** A time of renewal that is never so long ago that the elector takes the Lease. */
  private static final ZonedDateTime NEVER_OVER =
      ZonedDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final LeaseOptions options;
  private final LeaseRequests requests;
  private final Tenure tenure;
  private final Runnable observed;
  private final LongSupplier nanoClock;

  /** As it was last read or written; null when it is not there. */
  private Lease lease;

  /** Whether that is what this process wrote last, which nobody can have changed unnoticed. */
  private boolean written;

  /** Whether this process tried to write it since, and does not know what came of that. */
  private boolean unanswered;

  private LeaseSpec unchanged;
  private long unchangedSince;
  private boolean closed;

  /**
   * @param tenure is told what becomes of the Lease
   * @param observed is run after that
   * @param nanoClock a monotonic clock in nanoseconds, the one of the tenure
   */
  ObservedLease(
      LeaseOptions options,
      LeaseRequests requests,
      Tenure tenure,
      Runnable observed,
      LongSupplier nanoClock) {
    this.options = options;
    this.requests = requests;
    this.tenure = tenure;
    this.observed = observed;
    this.nanoClock = nanoClock;
  }

  /** A holder need not read what it wrote: if it is not that any more, its next write fails. */
  @Override
  public synchronized LeaderElectionRecord get(KubernetesClient client) {
    requireOpen();
    if (!written) {
      show(requests.get().orElse(null));
      tenure.heldBy(holder());
      observed.run();
    }
    return lease == null ? null : toRecord();
  }

  @Override
  public synchronized void create(KubernetesClient client, LeaderElectionRecord wanted) {
    Lease empty =
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace(options.namespace())
            .withName(options.name())
            .endMetadata()
            .build();
    take(() -> requests.create(with(wanted, empty)));
  }

  @Override
  public synchronized void update(KubernetesClient client, LeaderElectionRecord wanted) {
    take(() -> requests.update(with(wanted, lease)));
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
    if (unanswered) {
      show(requests.get().orElse(null));
    }
    return holder().equals(options.identity()) && giveBack();
  }

  private boolean giveBack() {
    try {
      Lease unused = requests.update(free(lease));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String identity() {
    return options.identity();
  }

  @Override
  public String describe() {
    return options.toString();
  }

  private void take(Supplier<Lease> request) {
    requireOpen();
    written = false;
    unanswered = true;
    long sentAt = nanoClock.getAsLong();
    show(request.get());
    written = true;
    tenure.renewed(sentAt);
    observed.run();
  }

  private void requireOpen() {
    if (closed) {
      throw new KubernetesClientException("the " + options + " was given back");
    }
  }

  /** Only what a holder writes counts for a sign of life, not a label that somebody touches. */
  private void show(Lease answer) {
    lease = answer;
    unanswered = false;
    LeaseSpec spec = answer == null ? null : answer.getSpec();
    if (!Objects.equals(spec, unchanged)) {
      unchanged = spec;
      unchangedSince = nanoClock.getAsLong();
    }
  }

  private LeaderElectionRecord toRecord() {
    Optional<LeaseSpec> spec = Optional.ofNullable(lease.getSpec());
    String holder = holder();
    boolean ours = holder.equals(options.identity());
    return new LeaderElectionRecord(
        !ours && isOver() ? "" : holder,
        options.leaseDuration(),
        spec.map(LeaseSpec::getAcquireTime).orElseGet(ObservedLease::now),
        NEVER_OVER,
        spec.map(LeaseSpec::getLeaseTransitions).orElse(0));
  }

  /** By the duration that its holder wrote, which may have other settings. */
  private boolean isOver() {
    Duration duration =
        Optional.ofNullable(unchanged)
            .map(LeaseSpec::getLeaseDurationSeconds)
            .map(Duration::ofSeconds)
            .orElse(options.leaseDuration());
    return nanoClock.getAsLong() - unchangedSince > duration.toNanos();
  }

  private String holder() {
    return Optional.ofNullable(lease)
        .map(Lease::getSpec)
        .map(LeaseSpec::getHolderIdentity)
        .orElse("");
  }

  /** The times in it are for people and other programs. */
  private Lease with(LeaderElectionRecord wanted, Lease before) {
    return new LeaseBuilder(before)
        .editOrNewSpec()
        .withHolderIdentity(wanted.getHolderIdentity())
        .withLeaseDurationSeconds(options.leaseDurationSeconds())
        .withAcquireTime(micros(wanted.getAcquireTime()))
        .withRenewTime(micros(wanted.getRenewTime()))
        .withLeaseTransitions(wanted.getLeaderTransitions())
        .endSpec()
        .build();
  }

  /** As client-go gives a Lease back. */
  private static Lease free(Lease held) {
    return new LeaseBuilder(held)
        .editSpec()
        .withHolderIdentity("")
        .withLeaseDurationSeconds(1)
        .withAcquireTime(now())
        .withRenewTime(now())
        .endSpec()
        .build();
  }

  private static ZonedDateTime now() {
    return micros(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /** The API has no finer times. */
  private static ZonedDateTime micros(ZonedDateTime time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
