package io.seldoningress.leader;

import java.time.Duration;
import java.util.Locale;

/**
 * What is held, by whom, and for how long.
 *
 * @param namespace the namespace of the Lease
 * @param name its name, the same for all replicas
 * @param identity this process among them; never the same for two that run at a time
 * @param leaseDuration how long the others wait for a sign of life before they take the Lease
 * @param renewDeadline how long the holder goes on writing without having renewed
 * @param retryPeriod how often it is renewed, or looked at
 */
public record LeaseOptions(
    String namespace,
    String name,
    String identity,
    Duration leaseDuration,
    Duration renewDeadline,
    Duration retryPeriod) {

  /** So many requests about the Lease may fail, each after its whole time, before it is lost. */
  private static final int REQUESTS_IN_RENEW_DEADLINE = 3;

  /** The part of the time between renewDeadline and leaseDuration that is left free of writes. */
  private static final int MARGIN = 5;

  public LeaseOptions {
    if (identity.isEmpty()) {
      throw new IllegalArgumentException("the identity is empty, which stands for nobody");
    }
    if (renewDeadline.compareTo(leaseDuration) >= 0) {
      throw new IllegalArgumentException(
          "renewDeadline %s is not below leaseDuration %s".formatted(renewDeadline, leaseDuration));
    }
  }

  /** The longest time that one request about the Lease may take. */
  Duration requestTimeout() {
    return renewDeadline.dividedBy(REQUESTS_IN_RENEW_DEADLINE);
  }

  /** When the last write of a holder that does not renew has ended, counted as renewDeadline. */
  Duration writesEnd() {
    return leaseDuration.minus(leaseDuration.minus(renewDeadline).dividedBy(MARGIN));
  }

  /** As a Lease has it, in whole seconds; rounded up, so that nobody takes it too early. */
  int leaseDurationSeconds() {
    return Math.toIntExact(leaseDuration.plusSeconds(1).minusNanos(1).toSeconds());
  }

  /** A duration in words: {@code 10s}, {@code 1m30s}, {@code 0.1s}. */
  static String words(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** For log lines: the Lease. */
  @Override
  public String toString() {
    return "Lease " + namespace + "/" + name;
  }
}
