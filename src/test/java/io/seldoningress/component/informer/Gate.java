package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Holds exchanges until the test lets them go, and counts those that it holds. */
final class Gate implements Processor {

  private final Semaphore entered = new Semaphore(0);
  private final Semaphore opened = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Override
  public void process(Exchange exchange) throws Exception {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    entered.release();
    try {
      assertThat(opened.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      inside.decrementAndGet();
    }
  }

  /** Waits until so many more exchanges are at the gate. */
  void awaitEntered(int count) throws InterruptedException {
    assertThat(entered.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
  }

  /** Lets so many exchanges pass. */
  void open(int count) {
    opened.release(count);
  }

  int inside() {
    return inside.get();
  }

  int most() {
    return most.get();
  }
}
