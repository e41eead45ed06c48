package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.ResourceKey;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Deletes an object that was observed, unless it is another one, or somebody else's, by now. */
final class DeleteOperation<O extends ObservedObject> {

  /** Stands for an object that should not be, in contests. */
  private static final int ABSENT = 0;

  private final ApiRequests requests;
  private final ApplyTarget<O> target;
  private final Contests contests;

  DeleteOperation(ApiRequests requests, ApplyTarget<O> target, Contests contests) {
    this.requests = requests;
    this.target = target;
    this.contests = contests;
  }

  /**
   * Deletes an object, in the state that the cache shows now: one that changed since it was
   * observed, and is still the same one's, is no more wanted than before.
   *
   * @throws KubernetesClientException when the API server refuses; 409 when the object is not what
   *     the cache shows
   */
  ApplyResult delete(ObservedObject object) {
    return target
        .cache()
        .get(ResourceKey.of(object))
        .filter(now -> uid(now).equals(uid(object)) && owner(now).equals(owner(object)))
        .map(this::deleteNow)
        .orElseGet(() -> ApplyResult.of(Outcome.NOOP, object));
  }

  private ApplyResult deleteNow(O object) {
    Optional<String> by = object.otherManager();
    return ApplyResult.of(contests.write(object, ABSENT, by, () -> request(object)), object, by);
  }

  private Outcome request(O object) {
    try {
      requests.delete(target.resource().path(ResourceKey.of(object)), preconditions(object));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Outcome.NOOP;
      }
      throw e;
    }
    target.cache().deleted(object);
    return Outcome.DELETED;
  }

  private static String preconditions(ObservedObject object) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options
        .putObject("preconditions")
        .put("uid", uid(object))
        .put("resourceVersion", object.getMetadata().getResourceVersion());
    return options.toString();
  }

  private static String uid(ObservedObject object) {
    return object.getMetadata().getUid();
  }

  private static Optional<String> owner(ObservedObject object) {
    return object.controller().map(OwnerReference::getUid);
  }
}
