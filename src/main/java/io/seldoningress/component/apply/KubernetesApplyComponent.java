package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code kubernetes-apply}. */
@Component("kubernetes-apply")
public class KubernetesApplyComponent extends DefaultComponent {

  @Metadata(autowired = true, label = "advanced", description = "The Kubernetes client to use.")
  private KubernetesClient kubernetesClient;

  @Metadata(
      autowired = true,
      label = "advanced",
      description =
          "Decides whether an object that exists may be written. By default its controller must be the same.")
  private OwnershipPolicy ownershipPolicy = OwnershipPolicy.sameController();

  @Metadata(
      autowired = true,
      label = "advanced",
      description =
          "Says whether this process may write now, before each request. By default it always may.")
  private WritePermit writePermit = WritePermit.always();

  @Metadata(
      autowired = true,
      label = "advanced",
      description = "Says what must hold before an object is applied. By default nothing.")
  private WriteCondition writeCondition = WriteCondition.none();

  @Metadata(
      autowired = true,
      label = "advanced",
      description =
          "Says when to let objects be that others keep changing back. By default after five rounds.")
  private Contests contests = new Contests(Contests.Pace.DEFAULT);

  @Metadata(
      defaultValue = "apache-camel",
      description =
          "The field manager of server-side apply, which the API server records with each field.")
  private String fieldManager = "apache-camel";

  private volatile ApplyMeters meters = new ApplyMeters(new CompositeMeterRegistry(), "");

  private final Map<GroupVersionResource, ApplyTarget<?>> targets = new ConcurrentHashMap<>();
  private final Map<Class<?>, ConditionTarget<?>> conditionTargets = new ConcurrentHashMap<>();

  /**
   * Counts writes in metrics.
   *
   * @param prefix what the names begin with, with the last dot
   */
  public void measure(MeterRegistry registry, String prefix) {
    meters = new ApplyMeters(registry, prefix);
  }

  ApplyMeters meters() {
    return meters;
  }

  /** Has objects of a kind compared with a cache before they are written. */
  public void register(ApplyTarget<?> target) {
    targets.put(target.resource(), target);
  }

  /** Has objects of a kind get conditions. */
  public void register(ConditionTarget<?> target) {
    conditionTargets.put(target.type(), target);
  }

  /**
   * The target for conditions of an object.
   *
   * @throws IllegalArgumentException when there is none for its class
   */
  ConditionTarget<?> conditionTarget(HasMetadata object) {
    ConditionTarget<?> target = conditionTargets.get(object.getClass());
    if (target == null) {
      throw new IllegalArgumentException(
          "kubernetes-apply:condition knows no objects of " + object.getClass());
    }
    return target;
  }

  /** The target for an object, whatever class it was read into. */
  Optional<ApplyTarget<?>> target(HasMetadata object) {
    return targets.values().stream()
        .filter(target -> target.isFor(object))
        .<ApplyTarget<?>>map(target -> target)
        .findFirst();
  }

  /**
   * Whether the cluster shows an object as it shall be, as far as the cache of its kind and the
   * writes of this process tell.
   */
  public boolean isApplied(HasMetadata object) {
    DesiredObject desired =
        new DesiredObject(object, kubernetesClient.getKubernetesSerialization());
    return target(object)
        .flatMap(target -> target.cache().get(ResourceKey.of(object)))
        .filter(desired::isIn)
        .isPresent();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    KubernetesApplyEndpoint endpoint = new KubernetesApplyEndpoint(uri, this);
    endpoint.setOperation(operation(remaining));
    endpoint.setFieldManager(fieldManager);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static KubernetesApplyOperation operation(String text) {
    for (KubernetesApplyOperation operation : KubernetesApplyOperation.values()) {
      if (operation.name().equals(text)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no operation of kubernetes-apply: write kubernetes-apply:apply, kubernetes-apply:delete or kubernetes-apply:condition"
            .formatted(text));
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }

  public OwnershipPolicy getOwnershipPolicy() {
    return ownershipPolicy;
  }

  public void setOwnershipPolicy(OwnershipPolicy ownershipPolicy) {
    this.ownershipPolicy = ownershipPolicy;
  }

  public WritePermit getWritePermit() {
    return writePermit;
  }

  public void setWritePermit(WritePermit writePermit) {
    this.writePermit = writePermit;
  }

  public WriteCondition getWriteCondition() {
    return writeCondition;
  }

  public void setWriteCondition(WriteCondition writeCondition) {
    this.writeCondition = writeCondition;
  }

  public Contests getContests() {
    return contests;
  }

  public void setContests(Contests contests) {
    this.contests = contests;
  }

  public String getFieldManager() {
    return fieldManager;
  }

  public void setFieldManager(String fieldManager) {
    this.fieldManager = fieldManager;
  }
}
