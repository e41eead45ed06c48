package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.apply.OwnershipPolicy.Ownership;
import io.seldoningress.component.informer.ResourceKey;
import java.util.Optional;
import java.util.function.Supplier;

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
  private final Contests contests;

  ApplyOperation(
      KubernetesClient client,
      ApiRequests requests,
      ApplyTarget<O> target,
      String fieldManager,
      OwnershipPolicy ownership,
      Contests contests) {
    this.client = client;
    this.requests = requests;
    this.target = target;
    this.fieldManager = fieldManager;
    this.ownership = ownership;
    this.contests = contests;
  }

  /**
   * Applies an object, if the cache does not show it as it should be and nobody fights over it.
   *
   * @throws ForeignObjectException when it is there and belongs to somebody else
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses; 409
   *     when the object is not what the cache shows
   */
  ApplyResult apply(HasMetadata object) {
    DesiredObject desired = new DesiredObject(object, client.getKubernetesSerialization());
    return target
        .cache()
        .get(ResourceKey.of(object))
        .map(existing -> update(object, desired, existing))
        .orElseGet(() -> create(object, desired));
  }

  private ApplyResult create(HasMetadata object, DesiredObject desired) {
    return unlessContested(
        object,
        desired,
        Optional.empty(),
        () -> {
          write(object, desired, Optional.empty());
          return Outcome.CREATED;
        });
  }

  private ApplyResult update(HasMetadata object, DesiredObject desired, O existing) {
    Ownership whose = ownership.decide(existing, desired.controller());
    if (whose == Ownership.FOREIGN) {
      throw new ForeignObjectException(existing);
    }
    if (whose == Ownership.OURS && desired.isIn(existing)) {
      contests.settled(object);
      return ApplyResult.of(Outcome.NOOP, object);
    }
    return unlessContested(
        object, desired, existing.otherManager(), () -> change(object, desired, existing, whose));
  }

  private ApplyResult unlessContested(
      HasMetadata object, DesiredObject desired, Optional<String> by, Supplier<Outcome> write) {
    return ApplyResult.of(contests.write(object, desired.fingerprint(), by, write), object, by);
  }

  private Outcome change(HasMetadata object, DesiredObject desired, O existing, Ownership whose) {
    O current = whose == Ownership.ABANDONED ? takeOver(object, existing) : existing;
    if (!desired.isIn(current)) {
      write(object, desired, Optional.of(current));
    }
    return Outcome.PATCHED;
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
    JsonPatch patch = new JsonPatch(written);
    desired
        .spec()
        .ifPresentOrElse(spec -> patch.replace("/spec", spec), () -> patch.remove("/spec"));
    var unused = jsonPatch(object, patch);
  }

  /**
   * Server-side apply merges owners by uid, and two controllers are refused: the old one is
   * replaced first.
   */
  private O takeOver(HasMetadata object, O existing) {
    // Which also replaces those that there are.
    JsonPatch patch =
        new JsonPatch(existing)
            .add(
                "/metadata/ownerReferences",
                client
                    .getKubernetesSerialization()
                    .convertValue(object.getMetadata().getOwnerReferences(), JsonNode.class));
    return jsonPatch(object, patch);
  }

  private O jsonPatch(HasMetadata object, JsonPatch patch) {
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

  private String path(HasMetadata object) {
    return target.resource().path(ResourceKey.of(object));
  }
}
