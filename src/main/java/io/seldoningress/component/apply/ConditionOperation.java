package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.ResourceKey;
import java.net.HttpURLConnection;

/**
 * Merges a condition into the list of an object's conditions, which is atomic: the list as it was
 * observed keeps all else that it has, or nothing is written.
 *
 * @param <T> the class that the cluster's objects are read into
 */
final class ConditionOperation<T extends HasMetadata> {

  private static final String STATUS = "/status";
  private static final String CONDITIONS = STATUS + "/conditions";

  private final ApiRequests requests;
  private final ConditionTarget<T> target;
  private final String fieldManager;

  ConditionOperation(ApiRequests requests, ConditionTarget<T> target, String fieldManager) {
    this.requests = requests;
    this.target = target;
    this.fieldManager = fieldManager;
  }

  /**
   * Writes the condition, in one request.
   *
   * @return NOOP where the object is gone
   * @throws KubernetesClientException when the API server refuses; 409 when the object is not what
   *     was observed, 404 when its kind has no status subresource
   */
  ApplyResult merge(ConditionUpdate update) {
    HasMetadata object = update.object();
    try {
      var unused =
          target
              .cache()
              .write(
                  ResourceKey.of(object),
                  () ->
                      requests.jsonPatch(
                          path(object) + STATUS,
                          patch(update).toString(),
                          fieldManager,
                          target.type()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return notFound(object);
      }
      throw e;
    }
    return ApplyResult.of(Outcome.PATCHED, object);
  }

  /** The API server answers the same, whether the object or the subresource is missing. */
  private ApplyResult notFound(HasMetadata object) {
    if (exists(ResourceKey.of(object))) {
      throw new KubernetesClientException(
          target.resource() + " has no status subresource in its CustomResourceDefinition",
          HttpURLConnection.HTTP_NOT_FOUND,
          null);
    }
    return ApplyResult.of(Outcome.NOOP, object);
  }

  /** Asked by a list, which informers need the permission for; to get one is another. */
  private boolean exists(ResourceKey key) {
    String all = target.resource().path(new ResourceKey(key.namespace(), ""));
    return requests
        .get(all + "?fieldSelector=metadata.name%3D" + key.name(), JsonNode.class)
        .filter(list -> !list.path("items").isEmpty())
        .isPresent();
  }

  private static JsonPatch patch(ConditionUpdate update) {
    JsonPatch patch = new JsonPatch(update.object());
    ConditionPlace place = update.place();
    JsonNode condition = json(update.condition());
    return switch (place.part()) {
      case NOTHING -> patch.add(STATUS, object().set("conditions", list(condition)));
      case STATUS -> patch.add(CONDITIONS, list(condition));
      case CONDITIONS ->
          place.index() < 0
              ? patch.add(CONDITIONS + "/-", condition)
              : patch.replace(CONDITIONS + "/" + place.index(), condition);
    };
  }

  private static ObjectNode json(ObjectCondition condition) {
    return object()
        .put("type", condition.type())
        .put("status", condition.status())
        .put("reason", condition.reason())
        .put("message", condition.message())
        .put("lastTransitionTime", condition.lastTransitionTime());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode list(JsonNode element) {
    return JsonNodeFactory.instance.arrayNode().add(element);
  }

  private String path(HasMetadata object) {
    return target.resource().path(ResourceKey.of(object));
  }
}
