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
import io.seldoningress.istio.Labels;

/** What is kept of an AuthorizationPolicy in the cluster, ours or not. */
// Without it fabric8 reads an object into the class that it knows for its apiVersion and kind.
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("security.istio.io")
@Version("v1")
@Kind("AuthorizationPolicy")
@Plural("authorizationpolicies")
public final class ObservedAuthorizationPolicy extends ObservedObject implements Namespaced {

  private static final long serialVersionUID = 1;

  @JsonCreator
  ObservedAuthorizationPolicy(
      @JsonProperty("metadata") ObjectMeta metadata, @JsonProperty("spec") JsonNode spec) {
    super(metadata, spec, Labels.MANAGER);
  }
}
