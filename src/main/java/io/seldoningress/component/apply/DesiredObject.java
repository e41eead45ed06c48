package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An object as it should be, as the JSON that is sent, and what of it is compared with the
 * cluster's.
 */
final class DesiredObject {

  private final ObjectMeta metadata;
  private final ObjectNode json;
  private final SpecDigest specDigest;

  DesiredObject(HasMetadata object, KubernetesSerialization serialization) {
    this.metadata = object.getMetadata();
    this.json = serialization.convertValue(object, ObjectNode.class);
    this.specDigest = SpecDigest.of(json.get("spec"));
  }

  /** The spec; empty for an object without one. */
  Optional<JsonNode> spec() {
    return Optional.ofNullable(json.get("spec"));
  }

  boolean hasSpecOf(ObservedObject observed) {
    return specDigest.equals(observed.specDigest());
  }

  /** The owner that the object is to have as its controller. */
  Optional<OwnerReference> controller() {
    return metadata.getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  /** The body of a server-side apply, on condition of a resource version. */
  String applyPatch(String resourceVersion) {
    ObjectNode patch = json.deepCopy();
    patch.remove("status");
    patch.withObject("metadata").put("resourceVersion", resourceVersion);
    return patch.toString();
  }

  /** A number that stands for the object as it should be. */
  int fingerprint() {
    return Objects.hash(
        specDigest, metadata.getLabels(), metadata.getAnnotations(), metadata.getOwnerReferences());
  }

  /** Whether an apply would change nothing. */
  boolean isIn(ObservedObject observed) {
    ObjectMeta theirs = observed.getMetadata();
    return hasSpecOf(observed)
        && contains(theirs.getLabels(), metadata.getLabels())
        && contains(theirs.getAnnotations(), metadata.getAnnotations())
        && theirs.getOwnerReferences().containsAll(metadata.getOwnerReferences())
        && nothingToTakeBack(observed);
  }

  /** Whether all labels and annotations that an earlier apply put there are still wanted. */
  private boolean nothingToTakeBack(ObservedObject observed) {
    return observed
        .appliedKeys()
        .map(
            applied ->
                keys(metadata.getLabels()).containsAll(applied.labels())
                    && keys(metadata.getAnnotations()).containsAll(applied.annotations()))
        .orElse(true);
  }

  private static boolean contains(Map<String, String> theirs, Map<String, String> ours) {
    return ours == null
        || ours.isEmpty()
        || (theirs != null && theirs.entrySet().containsAll(ours.entrySet()));
  }

  private static Set<String> keys(Map<String, String> map) {
    return map == null ? Set.of() : map.keySet();
  }
}
