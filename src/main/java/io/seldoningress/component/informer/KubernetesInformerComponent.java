package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.queue.KeyedQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kubernetes.KubernetesConfiguration;
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

  /** How long an informer or queue without a route is kept, for the route to come back. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  @Metadata(autowired = true, label = "advanced", description = "The Kubernetes client to use.")
  private KubernetesClient kubernetesClient;

  @Metadata(description = "Default options of the endpoints.")
  private KubernetesInformerConfiguration configuration = new KubernetesInformerConfiguration();

  private final Informers informers = new Informers();

  /** Clients of endpoints with connection options of their own, by those options. */
  private final Map<List<Object>, KubernetesClient> ownClients = new ConcurrentHashMap<>();

  private ScheduledExecutorService lingering;

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
    return informers.cache(new InformerOptions(client(), resource, namespaces, "", ""), type);
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

  ResourceInformer<?> informer(KubernetesInformerEndpoint endpoint) {
    KubernetesInformerConfiguration options = endpoint.getConfiguration();
    return informers.running(
        new InformerOptions(
            client(endpoint),
            endpoint.groupVersionResource(),
            namespaces(options.getNamespaces()),
            options.getLabelSelector(),
            options.getFieldSelector()));
  }

  Informers informers() {
    return informers;
  }

  /** A route that used this queue is gone; unless it comes back soon, so is the queue. */
  void release(ResourceInformer<?> informer, RouteQueue queue) {
    if (lingering != null) {
      var unused =
          lingering.schedule(() -> drop(informer, queue), LINGER.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void drop(ResourceInformer<?> informer, RouteQueue queue) {
    if (!queue.inUse()) {
      informer.forget(queue);
      informers.stopIfUnused(informer);
    }
  }

  private KubernetesClient client(KubernetesInformerEndpoint endpoint) {
    KubernetesConnection connection = endpoint.getConnection();
    return connection.isGiven()
        ? ownClients.computeIfAbsent(
            connection.values(),
            values -> KubernetesHelper.getKubernetesClient(connection.toKubernetesConfiguration()))
        : client();
  }

  private synchronized KubernetesClient client() {
    if (kubernetesClient == null) {
      kubernetesClient = KubernetesHelper.getKubernetesClient(new KubernetesConfiguration());
    }
    return kubernetesClient;
  }

  private static Set<String> namespaces(String commaList) {
    return Arrays.stream(commaList.split(",", -1))
        .map(String::trim)
        .filter(namespace -> !namespace.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lingering =
        getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "informer-linger");
  }

  @Override
  protected void doStop() throws Exception {
    informers.stop();
    ownClients.values().forEach(KubernetesClient::close);
    ownClients.clear();
    if (lingering != null) {
      getCamelContext().getExecutorServiceManager().shutdownNow(lingering);
      lingering = null;
    }
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
