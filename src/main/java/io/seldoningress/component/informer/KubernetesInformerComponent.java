package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.Informers.Subscription;
import io.seldoningress.queue.KeyedQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.kubernetes.KubernetesHelper;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The component {@code kubernetes-informer}. It owns the informers: they outlive the consumers that
 * use them, so that a route can stop and start, or be replaced by an edited one, without a change
 * being lost.
 */
@Component("kubernetes-informer")
public class KubernetesInformerComponent extends DefaultComponent {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  @Metadata(autowired = true, label = "advanced", description = "The Kubernetes client to use.")
  private KubernetesClient kubernetesClient;

  @Metadata(description = "Default options of the endpoints.")
  private KubernetesInformerConfiguration configuration = new KubernetesInformerConfiguration();

  private final Informers informers = new Informers();

  /** Clients that were made here, by their connection options. */
  private final Map<List<Object>, KubernetesClient> ownClients = new ConcurrentHashMap<>();

  private volatile Duration linger = Duration.ofMinutes(1);
  private volatile ScheduledExecutorService housekeeping;

  public KubernetesInformerComponent() {}

  public KubernetesInformerComponent(CamelContext context) {
    super(context);
  }

  /**
   * Says into which class the objects of a resource are read. Others are read as
   * GenericKubernetesResource.
   */
  public void register(ResourceType<?>... types) {
    informers.register(Arrays.asList(types));
  }

  /**
   * The cache of a resource, for beans. It is shared with routes that watch the same namespaces
   * without selectors, and no route of this context starts to consume before it is full.
   *
   * @param type the class that the resource is registered with
   * @param namespaces the namespaces; empty for all
   */
  public <T extends HasMetadata> ResourceCache<T> cache(Class<T> type, Set<String> namespaces) {
    GroupVersionResource resource = GroupVersionResource.of(type);
    return informers.cache(
        new InformerOptions(client(), resource, namespaces, "", "", false), type, true);
  }

  /**
   * The same, but routes wait for its first list only, not for one that succeeds: whoever reads it
   * asks whether it is full ({@link ResourceCache#isSynced}), and {@link ResourceCache#syncedLate}
   * tells when it is after all.
   */
  public <T extends HasMetadata> ResourceCache<T> optionalCache(
      Class<T> type, Set<String> namespaces) {
    return optionalCache(type, namespaces, "");
  }

  /**
   * The same for some objects only. It is shared with routes that have this selector, too.
   *
   * @param labelSelector a label selector in Kubernetes' syntax; empty for all objects
   */
  public <T extends HasMetadata> ResourceCache<T> optionalCache(
      Class<T> type, Set<String> namespaces, String labelSelector) {
    GroupVersionResource resource = GroupVersionResource.of(type);
    return informers.cache(
        new InformerOptions(client(), resource, namespaces, labelSelector, "", false), type, false);
  }

  /**
   * The cache of the metadata of a resource's objects, for beans, as {@link #optionalCache}. It is
   * shared with routes that have the same options and {@code metadataOnly}. The API server sends
   * nothing but metadata for it.
   *
   * @param resource the resource, such as {@code v1/secrets}
   * @param namespaces the namespaces; empty for all
   * @param labelSelector a label selector in Kubernetes' syntax; empty for all objects
   * @param fieldSelector a field selector in Kubernetes' syntax; empty for all objects
   * @throws IllegalArgumentException when the field selector has another form
   */
  public ResourceCache<ObjectMetadata> metadataCache(
      GroupVersionResource resource,
      Set<String> namespaces,
      String labelSelector,
      String fieldSelector) {
    return informers.cache(
        new InformerOptions(client(), resource, namespaces, labelSelector, fieldSelector, true),
        ObjectMetadata.class,
        false);
  }

  /** Completes when the caches that beans asked for until now are full. */
  public CompletableFuture<Void> synced() {
    return informers.synced();
  }

  /**
   * Has all objects of a resource handled again by the routes that consume it, whether or not they
   * changed.
   */
  public void wakeAll(Class<? extends HasMetadata> type) {
    informers.of(GroupVersionResource.of(type)).forEach(ResourceInformer::wakeAll);
  }

  /** How many objects are ready, wait in back-off and are being handled, by route. */
  public Map<String, KeyedQueue.Depth> queueDepths() {
    return informers.queueDepths();
  }

  /**
   * Why queues do not move, a line for each; empty when all do, or have nothing to do.
   *
   * @param limit how long an object may be in work, or wait for a worker while none takes any
   */
  public List<String> stuck(Duration limit) {
    return informers.stuck(limit);
  }

  /**
   * Shows informers and queues in metrics; to be called before any is made.
   *
   * @param prefix what the names begin with, with the last dot
   */
  public void measure(MeterRegistry registry, String prefix) {
    informers.measure(new InformerMeters(registry, prefix));
  }

  /** Why a resource can't be watched now, a line for each; empty when all are. */
  public List<String> problems() {
    return informers.problems();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    KubernetesInformerEndpoint endpoint =
        new KubernetesInformerEndpoint(uri, this, configuration.copy());
    endpoint.setResource(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  Subscription subscribe(KubernetesInformerEndpoint endpoint, String routeId) {
    KubernetesInformerConfiguration options = endpoint.getConfiguration();
    return informers.subscribe(
        new InformerOptions(
            client(endpoint),
            endpoint.groupVersionResource(),
            options.namespaceSet(),
            options.getLabelSelector(),
            options.getFieldSelector(),
            options.isMetadataOnly()),
        routeId,
        options.queueOptions());
  }

  Informers informers() {
    return informers;
  }

  /**
   * The consumer of a route stopped. Its queue goes too when the route is gone and does not come
   * back soon; a route that is only stopped may start again much later.
   */
  void release(KubernetesInformerEndpoint endpoint, String routeId, Subscription subscription) {
    int starts = subscription.queue().leave();
    dropLater(endpoint, routeId, subscription, starts);
  }

  private void dropLater(
      KubernetesInformerEndpoint endpoint, String routeId, Subscription subscription, int starts) {
    ScheduledExecutorService executor = housekeeping;
    if (executor != null) {
      var unused =
          executor.schedule(
              () -> dropIfGone(endpoint, routeId, subscription, starts),
              linger.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void dropIfGone(
      KubernetesInformerEndpoint endpoint, String routeId, Subscription subscription, int starts) {
    Route route = getCamelContext().getRoute(routeId);
    if (route != null && endpoint.equals(route.getEndpoint())) {
      dropLater(endpoint, routeId, subscription, starts);
    } else {
      informers.drop(subscription, starts);
    }
  }

  /** How long an informer or queue without a route is kept, for the route to come back. */
  void setLinger(Duration duration) {
    linger = duration;
  }

  private KubernetesClient client(KubernetesInformerEndpoint endpoint) {
    KubernetesConnection connection = endpoint.getConnection();
    return connection.isGiven() ? ownClient(connection) : client();
  }

  private KubernetesClient client() {
    return kubernetesClient != null ? kubernetesClient : ownClient(new KubernetesConnection());
  }

  private KubernetesClient ownClient(KubernetesConnection connection) {
    return ownClients.computeIfAbsent(connection.values(), values -> connect(connection));
  }

  private static KubernetesClient connect(KubernetesConnection connection) {
    try (KubernetesClient client =
        KubernetesHelper.getKubernetesClient(connection.toKubernetesConfiguration())) {
      // The informers try again; the client's own retries would hide for 20 seconds what is wrong.
      Config config =
          new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
      return new KubernetesClientBuilder().withConfig(config).build();
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    housekeeping =
        getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "informer-housekeeping");
    var unused =
        housekeeping.scheduleWithFixedDelay(
            informers::check,
            CHECK_INTERVAL.toMillis(),
            CHECK_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() throws Exception {
    if (housekeeping != null) {
      getCamelContext().getExecutorServiceManager().shutdownNow(housekeeping);
      housekeeping = null;
    }
    informers.stop();
    ownClients.values().forEach(KubernetesClient::close);
    ownClients.clear();
    super.doStop();
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }

  public KubernetesInformerConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(KubernetesInformerConfiguration configuration) {
    this.configuration = configuration;
  }
}
