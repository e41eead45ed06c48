package io.seldoningress.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.apply.WritePermit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster service of Camel on one Lease. Whatever namespace a view is asked for, it shows who
 * holds that Lease: a process leads in everything or in nothing, because only its leader may write.
 *
 * <p>Views tell of changes by a thread of their own, so a listener that takes long keeps nobody
 * from renewing the Lease. That this process may not write any more does not wait for listeners:
 * see {@link #writePermit}.
 */
public final class LeaseClusterService extends AbstractCamelClusterService<LeaseClusterView> {

  private static final Logger log = LoggerFactory.getLogger(LeaseClusterService.class);

  private final KubernetesClient client;
  private final LeaseOptions options;
  private final CompletionStage<?> ready;
  private final Tenure tenure;
  private final LeaseFailures failures;
  private final List<LeaseClusterView> views = new CopyOnWriteArrayList<>();

  private ObservedLease lease;
  private LeaseElection election;
  private ExecutorService requests;
  private ScheduledExecutorService events;

  /** Used by the thread of the events only. */
  private Future<?> endOfTenure;

  private volatile Leadership told = Leadership.NOBODY;

  /**
   * @param client the connection; the caller closes it after this service has stopped
   * @param options what is held, by whom, and for how long
   * @param ready completes when this process is able to lead; until then it takes no part
   */
  public LeaseClusterService(
      KubernetesClient client, LeaseOptions options, CompletionStage<?> ready) {
    super("lease");
    this.ready = ready;
    this.client = client;
    this.options = options;
    this.tenure = new Tenure(options, System::nanoTime);
    this.failures = new LeaseFailures(options);
  }

  /** Allows requests while this process leads. */
  public WritePermit writePermit() {
    return tenure;
  }

  /** What is held, by whom, and for how long. */
  public LeaseOptions options() {
    return options;
  }

  /** Why the Lease can't be read or written now; empty when it can. */
  public Optional<String> problem() {
    return failures.current();
  }

  /** In all namespaces alike, also in those that nobody has a view of. */
  @Override
  public boolean isLeader(String namespace) {
    return told.isOurs();
  }

  /** What was told last. */
  Leadership leadership() {
    return told;
  }

  @Override
  protected LeaseClusterView createView(String namespace) {
    LeaseClusterView view = new LeaseClusterView(this, namespace);
    views.add(view);
    return view;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ExecutorServiceManager executors = getCamelContext().getExecutorServiceManager();
    requests = executors.newSingleThreadExecutor(this, "leader-election");
    events = executors.newSingleThreadScheduledExecutor(this, "leader-events");
    lease =
        new ObservedLease(
            options,
            new LeaseRequests(
                options,
                new ApiRequests(client, WritePermit.within(options.requestTimeout())),
                failures),
            tenure,
            () -> events.execute(this::look),
            System::nanoTime);
    LeaseElection newElection = new LeaseElection(client, options, lease, requests);
    election = newElection;
    tenure.open();
    var unused = ready.thenRun(newElection::start);
  }

  /** Exchanges have ended by now: Camel stops its routes before its services. */
  @Override
  protected void doStop() throws Exception {
    if (election != null) {
      boolean nothingIsWritten = stopWriting();
      election.stop();
      if (nothingIsWritten) {
        release();
      }
      election = null;
      events.execute(this::look);
      getCamelContext().getExecutorServiceManager().shutdown(requests);
      getCamelContext().getExecutorServiceManager().shutdown(events);
    }
    super.doStop();
  }

  /** Gives whether nothing is written any more. */
  private boolean stopWriting() {
    try {
      return tenure.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void release() {
    try {
      if (lease.release()) {
        log.info("{} gave the {} back", options.identity(), options);
      }
    } catch (KubernetesClientException e) {
      log.warn(
          "could not give the {} back, it ends in {} by itself: {}",
          options,
          LeaseOptions.words(options.leaseDuration()),
          e.getMessage());
    }
  }

  /** Tells what has changed since it was last told, and looks again when the tenure ends. */
  private void look() {
    Leadership now = tenure.leadership();
    Leadership before = told;
    if (before.isOurs() && now.isOurs() && before.term() != now.term()) {
      // It was lost in between, which nobody must miss: another process may have led.
      tell(Leadership.NOBODY);
    }
    if (!now.equals(told)) {
      tell(now);
    }
    if (endOfTenure != null) {
      endOfTenure.cancel(false);
      endOfTenure = null;
    }
    if (now.isOurs()) {
      endOfTenure = events.schedule(this::look, tenure.left().toNanos() + 1, TimeUnit.NANOSECONDS);
    }
  }

  private void tell(Leadership now) {
    log(told, now);
    told = now;
    for (LeaseClusterView view : views) {
      try {
        view.tell();
      } catch (RuntimeException e) {
        log.warn("a listener failed when it was told that {} leads", now.leader(), e);
      }
    }
  }

  private void log(Leadership before, Leadership now) {
    if (now.isOurs()) {
      log.info("{} leads from now on: it holds the {}", options.identity(), options);
    } else if (before.isOurs() && !isStoppingOrStopped()) {
      log.warn(
          "{} does not lead any more: the {} {}",
          options.identity(),
          options,
          now.leader().isEmpty()
              ? "was not renewed for %s, or is gone"
                  .formatted(LeaseOptions.words(options.renewDeadline()))
              : "is held by " + now.leader());
    } else if (!now.leader().isEmpty()) {
      log.info("{} stands by: {} holds the {}", options.identity(), now.leader(), options);
    }
  }
}
