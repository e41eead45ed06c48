package io.seldoningress.component.apply;

import java.time.Duration;
import java.util.function.Function;

/**
 * Says whether this process may write to the cluster, and for how long: of several replicas only
 * one may. {@link ApiRequests} asks right before it sends a request, not once for many.
 */
public interface WritePermit {

  /**
   * Sends a request, if that is allowed now.
   *
   * @param request sends it and waits for the answer; is given how long that may take
   * @return what the request gives
   * @throws NotLeaderException when it is not allowed; nothing was sent
   */
  <T> T write(Function<Duration, T> request);

  /** Allows everything, for as long as it takes: the permit of a process that is the only one. */
  static WritePermit always() {
    return within(Duration.ofNanos(Long.MAX_VALUE));
  }

  /** Allows everything, but no request may take longer than this. */
  static WritePermit within(Duration limit) {
    return new WritePermit() {
      @Override
      public <T> T write(Function<Duration, T> request) {
        return request.apply(limit);
      }
    };
  }
}
