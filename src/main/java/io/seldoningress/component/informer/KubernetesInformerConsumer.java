package io.seldoningress.component.informer;

import static io.seldoningress.component.informer.KubernetesInformerConstants.DELETED;
import static io.seldoningress.component.informer.KubernetesInformerConstants.EVENT_ACTION;
import static io.seldoningress.component.informer.KubernetesInformerConstants.MODIFIED;
import static io.seldoningress.component.informer.KubernetesInformerConstants.NAME;
import static io.seldoningress.component.informer.KubernetesInformerConstants.NAMESPACE;
import static io.seldoningress.component.informer.KubernetesInformerConstants.RESOURCE;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.Informers.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each changed object to the route: one exchange for an object at a time, with its newest
 * state at that moment, or without a body when it is gone. An exchange that ends with an exception
 * puts its object into back-off.
 */
public class KubernetesInformerConsumer extends DefaultConsumer
    implements Suspendable, ShutdownAware {

  private static final Logger log = LoggerFactory.getLogger(KubernetesInformerConsumer.class);

  private final KubernetesInformerEndpoint endpoint;
  private Subscription subscription;
  private ResourceInformer<?> informer;
  private RouteQueue queue;
  private LeadershipGate gate;
  private DispatchSwitch dispatching;

  public KubernetesInformerConsumer(KubernetesInformerEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    dispatching =
        new DispatchSwitch(
            () -> gate.isOpen(), this::newDispatcher, () -> informer.wakeAllOf(queue));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    subscription = endpoint.getComponent().subscribe(endpoint, getRouteId());
    informer = subscription.informer();
    queue = subscription.queue();
    Informers informers = endpoint.getComponent().informers();
    setHealthCheck(
        new KubernetesInformerHealthCheck(
            informer, () -> informers.isOptional(informer), getRouteId()));
    gate =
        endpoint.getConfiguration().isLeaderOnly()
            ? LeadershipGate.ofLeader(endpoint.getCamelContext())
            : LeadershipGate.alwaysOpen();
    gate.onChange(dispatching::adjust);
    dispatching.route(true);
  }

  @Override
  protected void doSuspend() throws Exception {
    dispatching.route(false);
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    dispatching.route(true);
  }

  @Override
  protected void doStop() throws Exception {
    if (gate != null) {
      dispatching.route(false);
      gate.close();
      gate = null;
    }
    if (subscription != null) {
      endpoint.getComponent().release(endpoint, getRouteId(), subscription);
      subscription = null;
    }
    super.doStop();
  }

  /** Keys that have a worker, or are on their way to one: their exchanges are to end first. */
  @Override
  public int getPendingExchangesSize() {
    return queue == null ? 0 : queue.depth().running();
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return false;
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // Suspending, which comes first, is all that there is to do.
  }

  private Dispatcher newDispatcher() {
    return new Dispatcher(
        endpoint.getCamelContext().getExecutorServiceManager(),
        getRouteId(),
        endpoint.getConfiguration().getConcurrentConsumers(),
        queue,
        endpoint.getComponent().informers().ready(informer),
        this::process);
  }

  /**
   * Runs the exchange of one object; done is called when it has ended, perhaps by another thread.
   */
  private void process(ResourceKey key, Runnable done) {
    Exchange exchange = createExchange(false);
    Optional<? extends HasMetadata> object = informer.cache().get(key);
    Turn turn = new Turn(key, object, queue);
    long start = System.nanoTime();
    exchange.setProperty(KubernetesInformerConstants.TURN, turn);
    fill(exchange.getMessage(), key, object);
    getAsyncProcessor()
        .process(
            exchange,
            sync -> {
              settle(turn, exchange.getException());
              endpoint
                  .getComponent()
                  .informers()
                  .ended(
                      getRouteId(),
                      turn.result(exchange.getException()),
                      System.nanoTime() - start);
              releaseExchange(exchange, false);
              done.run();
            });
  }

  private void fill(Message message, ResourceKey key, Optional<? extends HasMetadata> object) {
    message.setHeader(NAMESPACE, key.namespace());
    message.setHeader(NAME, key.name());
    message.setHeader(RESOURCE, informer.options().resource().toString());
    message.setHeader(EVENT_ACTION, object.isPresent() ? MODIFIED : DELETED);
    message.setBody(object.orElse(null));
  }

  private void settle(Turn turn, Exception failure) {
    if (failure == null) {
      queue.succeeded(turn.key(), turn.unfinished());
      return;
    }
    Duration delay = queue.failed(turn.key(), turn.comesBack());
    // The route's error handling has told of the failure; this only says when it goes on.
    log.debug("route {}: {} failed and comes back in {}", getRouteId(), turn.key(), delay, failure);
  }
}
