package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.ResourceKey;
import java.net.HttpURLConnection;

/** Deletes an object that was observed, unless it is another one or has changed meanwhile. */
final class DeleteOperation<O extends ObservedObject> {

  private final ApiRequests requests;
  private final ApplyTarget<O> target;

  DeleteOperation(ApiRequests requests, ApplyTarget<O> target) {
    this.requests = requests;
    this.target = target;
  }

  ApplyResult delete(ObservedObject object) {
    O observed = target.type().cast(object);
    try {
      requests.delete(target.resource().path(ResourceKey.of(observed)), preconditions(observed));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return ApplyResult.of(Outcome.NOOP, observed);
      }
      throw e;
    }
    target.cache().deleted(observed);
    return ApplyResult.of(Outcome.DELETED, observed);
  }

  private static String preconditions(ObservedObject object) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options
        .putObject("preconditions")
        .put("uid", object.getMetadata().getUid())
        .put("resourceVersion", object.getMetadata().getResourceVersion());
    return options.toString();
  }
}
