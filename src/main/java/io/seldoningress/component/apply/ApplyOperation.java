package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.ResourceKey;
import java.util.Optional;

/**
 * Makes objects of one kind in the cluster equal to desired ones.
 *
 * @param <O> the class that the cluster's objects are read into
 */
final class ApplyOperation<O extends ObservedObject> {

  /** The first resource version of etcd, taken before any object is written. */
  private static final String NEVER = "1";

  private final KubernetesClient client;
  private final ApiRequests requests;
  private final ApplyTarget<O> target;
  private final String fieldManager;
  private final OwnershipPolicy ownership;

  ApplyOperation(
      KubernetesClient client,
      ApiRequests requests,
      ApplyTarget<O> target,
      String fieldManager,
      OwnershipPolicy ownership) {
    this.client = client;
    this.requests = requests;
    this.target = target;
    this.fieldManager = fieldManager;
    this.ownership = ownership;
  }

  /**
   * Applies an object, if the cache does not show it as it should be.
   *
   * @throws ForeignObjectException when it is there and belongs to somebody else
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses; 409
   *     when the object is not what the cache shows
   */
  ApplyResult apply(HasMetadata object) {
    DesiredObject desired = new DesiredObject(object, client.getKubernetesSerialization());
    Optional<O> existing = target.cache().get(ResourceKey.of(object));
    if (existing.isPresent()) {
      return update(object, desired, existing.get());
    }
    write(object, desired, Optional.empty());
    return ApplyResult.of(Outcome.CREATED, object);
  }

  private ApplyResult update(HasMetadata object, DesiredObject desired, O existing) {
    O current =
        switch (ownership.decide(existing, desired.controller())) {
          case FOREIGN -> throw new ForeignObjectException(existing);
          case ABANDONED -> takeOver(object, existing);
          case OURS -> existing;
        };
    if (desired.isIn(current)) {
      return ApplyResult.of(current == existing ? Outcome.NOOP : Outcome.PATCHED, object);
    }
    write(object, desired, Optional.of(current));
    return ApplyResult.of(Outcome.PATCHED, object);
  }

  private void write(HasMetadata object, DesiredObject desired, Optional<O> existing) {
    String patch = desired.applyPatch(condition(existing));
    O written =
        target
            .cache()
            .write(
                ResourceKey.of(object),
                () -> requests.apply(path(object), patch, fieldManager, target.type()));
    if (!desired.hasSpecOf(written)) {
      removeForeignFields(object, desired, written);
    }
  }

  /**
   * Server-side apply leaves fields of other managers in the spec, so the whole spec is replaced
   * where there are any.
   */
  private void removeForeignFields(HasMetadata object, DesiredObject desired, O written) {
    ArrayNode patch = conditionalPatch(written);
    patch.add(
        desired
            .spec()
            .map(spec -> operation("replace", "/spec").<ObjectNode>set("value", spec))
            .orElseGet(() -> operation("remove", "/spec")));
    var unused = jsonPatch(object, patch);
  }

  /**
   * Server-side apply merges owners by uid, and two controllers are refused: the old one is
   * replaced first.
   */
  private O takeOver(HasMetadata object, O existing) {
    ArrayNode patch = conditionalPatch(existing);
    // Which also replaces those that there are.
    ObjectNode owners = operation("add", "/metadata/ownerReferences");
    patch.add(
        owners.<ObjectNode>set(
            "value",
            client
                .getKubernetesSerialization()
                .convertValue(object.getMetadata().getOwnerReferences(), JsonNode.class)));
    return jsonPatch(object, patch);
  }

  private O jsonPatch(HasMetadata object, ArrayNode patch) {
    return target
        .cache()
        .write(
            ResourceKey.of(object),
            () -> requests.jsonPatch(path(object), patch.toString(), fieldManager, target.type()));
  }

  /**
   * The resource version that an apply is conditioned on: that of the object in the cache, so that
   * nothing is overwritten that the cache does not show. For an object that is not in the cache it
   * is one that no existing object has; the API server ignores it where the object does not exist,
   * and answers 409 where it does.
   */
  private static String condition(Optional<? extends HasMetadata> existing) {
    return existing.map(object -> object.getMetadata().getResourceVersion()).orElse(NEVER);
  }

  /**
   * A JSON patch that sets the resource version which is there already is answered 409 when it is
   * another.
   */
  private ArrayNode conditionalPatch(O existing) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch.add(
        operation("replace", "/metadata/resourceVersion")
            .put("value", existing.getMetadata().getResourceVersion()));
    return patch;
  }

  private static ObjectNode operation(String name, String path) {
    return JsonNodeFactory.instance.objectNode().put("op", name).put("path", path);
  }

  private String path(HasMetadata object) {
    return target.resource().path(ResourceKey.of(object));
  }
}
