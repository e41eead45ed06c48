package io.seldoningress.reconcile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.istio.ClaimsExcerpt;
import io.seldoningress.istio.Labels;
import io.seldoningress.istio.RouteClaim;
import io.seldoningress.istio.RoutingSettings;
import java.util.stream.Stream;

/** What is kept of a VirtualService in the cluster, ours or not. */
// Without it fabric8 reads an object into the class that it knows for its apiVersion and kind.
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("networking.istio.io")
@Version("v1")
@Kind("VirtualService")
@Plural("virtualservices")
public final class ObservedVirtualService extends ObservedObject implements Namespaced {

  private static final long serialVersionUID = 1;

  private final transient ClaimsExcerpt excerpt;

  @JsonCreator
  ObservedVirtualService(
      @JsonProperty("metadata") ObjectMeta metadata, @JsonProperty("spec") JsonNode spec) {
    super(metadata, spec, Labels.MANAGER);
    this.excerpt = ClaimsExcerpt.of(spec);
  }

  /** The requests that it takes. */
  Stream<RouteClaim> claims(RoutingSettings settings) {
    return excerpt.claims(getMetadata().getNamespace(), settings);
  }

  /** Whether it takes requests of a claim. */
  boolean overlaps(RouteClaim claim, RoutingSettings settings) {
    return excerpt.mayOverlap(claim, getMetadata().getNamespace(), settings)
        && claims(settings).anyMatch(claim::overlaps);
  }
}
