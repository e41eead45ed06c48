package io.seldoningress.component.informer;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Starts and stops the dispatcher of a route: it runs while the route does and its gate is open.
 * Both change in threads of their own; whoever comes last finds how things are by then.
 */
final class DispatchSwitch {

  private final BooleanSupplier gate;
  private final Supplier<Dispatcher> dispatchers;
  private final Runnable openAgain;
  private boolean routeRuns;
  private boolean wasOpen;
  private boolean wasClosedMeanwhile;
  private Dispatcher running;

  /**
   * @param gate whether objects may be handled now
   * @param dispatchers makes a dispatcher that is not started
   * @param openAgain is run when the gate opens that was open before, before objects are handled
   */
  DispatchSwitch(BooleanSupplier gate, Supplier<Dispatcher> dispatchers, Runnable openAgain) {
    this.gate = gate;
    this.dispatchers = dispatchers;
    this.openAgain = openAgain;
  }

  /** The route started or resumed (true), or is suspended or stopped. */
  synchronized void route(boolean runs) {
    routeRuns = runs;
    adjust();
  }

  /** The gate may have opened or closed. */
  synchronized void adjust() {
    boolean open = gate.getAsBoolean();
    wasClosedMeanwhile |= wasOpen && !open;
    wasOpen = open;
    if (open && wasClosedMeanwhile) {
      wasClosedMeanwhile = false;
      openAgain.run();
    }
    if (open && routeRuns) {
      start();
    } else {
      stop();
    }
  }

  private void start() {
    if (running == null) {
      running = dispatchers.get();
      running.start();
    }
  }

  private void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }
}
