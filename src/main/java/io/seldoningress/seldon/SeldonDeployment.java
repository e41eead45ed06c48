package io.seldoningress.seldon;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A SeldonDeployment, reduced while it is decoded to what routes depend on, with one condition of
 * its status, because thousands of them stay in a cache and the pod templates in one alone can be
 * 40 KB.
 *
 * <p>It is read, never written: serialised it gives apiVersion, kind and metadata without the spec
 * and the status, so that a merge patch of another part of the object can't touch what this class
 * knows only in part.
 */
@Group(SeldonDeployment.GROUP)
@Version(SeldonDeployment.VERSION)
@Kind(SeldonDeployment.KIND)
@Plural("seldondeployments")
@Singular("seldondeployment")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"apiVersion", "kind", "metadata"})
@JsonDeserialize(using = SeldonDeploymentDeserializer.class)
public final class SeldonDeployment implements HasMetadata, Namespaced {

  public static final String GROUP = "machinelearning.seldon.io";
  public static final String VERSION = "v1";
  public static final String KIND = "SeldonDeployment";
  public static final String API_VERSION = GROUP + "/" + VERSION;

  /** Only the Seldon operator with this id as its CONTROLLER_ID acts on the object. */
  public static final String CONTROLLER_ID_LABEL = "seldon.io/controller-id";

  private static final long serialVersionUID = 1L;

  private ObjectMeta metadata;
  private final transient SeldonDeploymentSpec spec;
  private final transient StatusExcerpt status;
  private final transient List<Problem> problems;

  /**
   * @param metadata name, namespace, uid and so on
   * @param spec what could be read of the spec
   * @param status what is needed of the status
   * @param problems what could not be read of the spec, empty for nearly every object
   */
  public SeldonDeployment(
      ObjectMeta metadata,
      SeldonDeploymentSpec spec,
      StatusExcerpt status,
      List<Problem> problems) {
    this.metadata = metadata;
    this.spec = spec;
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  /** Does nothing: the class stands for one version of one kind. */
  @Override
  public void setApiVersion(String version) {}

  /** What could be read of the spec. */
  @JsonIgnore
  public SeldonDeploymentSpec getSpec() {
    return spec;
  }

  /** What is needed of the status. */
  @JsonIgnore
  public StatusExcerpt getStatus() {
    return status;
  }

  /** The fields that have another type than Seldon's, in an order that does not change. */
  @JsonIgnore
  public List<Problem> getProblems() {
    return problems;
  }

  /** {@code metadata.name}, empty where there is none. */
  public String name() {
    return Optional.ofNullable(metadata.getName()).orElse("");
  }

  /** {@code metadata.namespace}, empty where there is none. */
  public String namespace() {
    return Optional.ofNullable(metadata.getNamespace()).orElse("");
  }

  /** The predictors in the order of the spec, without elements that are no objects. */
  public List<Predictor> predictors() {
    return spec.predictors();
  }

  /** The value of the label {@link #CONTROLLER_ID_LABEL}, empty where there is none. */
  public String controllerId() {
    return Optional.ofNullable(metadata.getLabels())
        .map(labels -> labels.get(CONTROLLER_ID_LABEL))
        .orElse("");
  }

  /**
   * An annotation as the Seldon operator finds it: in {@code spec.annotations}, otherwise in {@code
   * metadata.annotations}. The annotations of predictors are apart.
   */
  public Optional<String> annotation(String name) {
    return Optional.ofNullable(spec.annotations().get(name))
        .or(() -> Optional.ofNullable(metadataAnnotations().get(name)));
  }

  /**
   * The field path of an annotation: where {@link #annotation} found it, else where it is usual.
   */
  public String annotationPath(String name) {
    String place = spec.annotations().containsKey(name) ? "spec" : "metadata";
    return place + "." + Annotations.path(name);
  }

  /** Those of {@code metadata.annotations} alone; empty where there are none. */
  public Map<String, String> metadataAnnotations() {
    return Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
  }

  @Override
  public String toString() {
    return KIND + " " + namespace() + "/" + name();
  }
}
