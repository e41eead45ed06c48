package io.seldoningress.component.apply;

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

/** What is kept of a VirtualService, for a field manager of the tests. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("networking.istio.io")
@Version("v1")
@Kind("VirtualService")
@Plural("virtualservices")
final class ObservedRoute extends ObservedObject implements Namespaced {

  private static final long serialVersionUID = 1;

  static final String MANAGER = "ours";

  @JsonCreator
  ObservedRoute(
      @JsonProperty("metadata") ObjectMeta metadata, @JsonProperty("spec") JsonNode spec) {
    super(metadata, spec, MANAGER);
  }
}
