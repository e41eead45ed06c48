package io.seldoningress.leader;

import io.seldoningress.component.apply.NotLeaderException;
import io.seldoningress.component.apply.WritePermit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The time in which this process leads and may write. It is told what becomes of the Lease, and
 * ends by itself when it is told nothing. Safe for threads.
 */
final class Tenure implements WritePermit {

  private final LeaseOptions lease;
  private final LongSupplier nanoClock;

  private boolean open;
  private boolean held;
  private long renewedAt;
  private long term;
  private String otherHolder = "";
  private int writing;

  /**
   * @param nanoClock a monotonic clock in nanoseconds
   */
  Tenure(LeaseOptions lease, LongSupplier nanoClock) {
    this.lease = lease;
    this.nanoClock = nanoClock;
  }

  /** From now on this process may lead. */
  synchronized void open() {
    open = true;
    held = false;
    otherHolder = "";
  }

  /**
   * The Lease was taken or renewed by this process.
   *
   * @param sentAt the time just before the request was sent
   */
  synchronized void renewed(long sentAt) {
    boolean led = leads();
    held = true;
    renewedAt = sentAt;
    if (!led && leads()) {
      term++;
    }
  }

  /**
   * The Lease was read, and this process has not renewed it since.
   *
   * @param holder who holds it; empty for nobody
   */
  synchronized void heldBy(String holder) {
    boolean ours = holder.equals(lease.identity());
    held &= ours;
    otherHolder = ours ? "" : holder;
  }

  /** Who leads now. */
  synchronized Leadership leadership() {
    return leads()
        ? new Leadership(lease.identity(), term)
        : new Leadership(held ? "" : otherHolder, 0);
  }

  /** How long this process goes on leading if the Lease is not renewed; zero when it does not. */
  synchronized Duration left() {
    return leads() ? lease.renewDeadline().minusNanos(sinceRenewed()) : Duration.ZERO;
  }

  @Override
  public <T> T write(Function<Duration, T> request) {
    Duration limit = begin();
    try {
      return request.apply(limit);
    } finally {
      end();
    }
  }

  /**
   * Ends the tenure for good, and waits for writes that have begun.
   *
   * @return whether none is left, so that somebody else may begin
   */
  synchronized boolean close() throws InterruptedException {
    open = false;
    long left = untilWritesEnd();
    while (writing > 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = untilWritesEnd();
    }
    return writing == 0;
  }

  private synchronized Duration begin() {
    if (!leads()) {
      throw new NotLeaderException(
          "%s does not hold the %s, or could not renew it in time"
              .formatted(lease.identity(), lease));
    }
    writing++;
    return Duration.ofNanos(untilWritesEnd());
  }

  private synchronized void end() {
    writing--;
    notifyAll();
  }

  private boolean leads() {
    return open && held && sinceRenewed() < lease.renewDeadline().toNanos();
  }

  private long untilWritesEnd() {
    return lease.writesEnd().toNanos() - sinceRenewed();
  }

  private long sinceRenewed() {
    return nanoClock.getAsLong() - renewedAt;
  }
}
