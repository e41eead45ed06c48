package io.seldoningress.reconcile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of an EndpointSlice: whose it is, and whether anybody in it is ready. It may hold a
 * thousand addresses, and changes with each pod.
 */
// Without it fabric8 reads an object into the class that it knows for its apiVersion and kind.
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("discovery.k8s.io")
@Version("v1")
@Kind("EndpointSlice")
@Plural("endpointslices")
public final class ObservedEndpointSlice implements HasMetadata, Namespaced {

  private static final long serialVersionUID = 1;

  private static final String SERVICE = "kubernetes.io/service-name";

  /** The part of an endpoint that is read. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Endpoint(@JsonProperty("conditions") Conditions conditions) {

    /** Unknown is to be taken for ready, by the description of the field. */
    boolean isReady() {
      return conditions == null || !Boolean.FALSE.equals(conditions.ready());
    }
  }

  /** The part of its conditions that is read. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Conditions(@JsonProperty("ready") Boolean ready) {}

  private transient ObjectMeta metadata;
  private final String service;
  private final boolean ready;

  @JsonCreator
  ObservedEndpointSlice(
      @JsonProperty("metadata") ObjectMeta metadata,
      @JsonProperty("endpoints") List<Endpoint> endpoints) {
    this.metadata = identity(metadata);
    this.service = Optional.ofNullable(metadata.getLabels()).orElse(Map.of()).get(SERVICE);
    this.ready =
        endpoints != null
            && endpoints.stream().filter(Objects::nonNull).anyMatch(Endpoint::isReady);
  }

  /** The Service that it is of; empty where that is not said. */
  @JsonIgnore
  Optional<String> service() {
    return Optional.ofNullable(service);
  }

  /** Whether one of its endpoints takes requests. */
  @JsonIgnore
  boolean hasReadyEndpoint() {
    return ready;
  }

  /** Whether a change between two states is none of readiness. */
  static boolean sameReadiness(ObservedEndpointSlice before, ObservedEndpointSlice after) {
    return before.ready == after.ready && Objects.equals(before.service, after.service);
  }

  private static ObjectMeta identity(ObjectMeta metadata) {
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .build();
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  @Override
  public void setApiVersion(String version) {
    // Fixed by the class.
  }
}
