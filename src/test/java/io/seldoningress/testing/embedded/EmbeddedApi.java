package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.seldoningress.testing.embedded.ManagedFields.Owner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The verbs of the API. One request at a time. */
public final class EmbeddedApi extends Dispatcher {

  private static final int OK = 200;
  private static final int CREATED = 201;

  /** Longer than any client waits. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final Store store = new Store();
  private final Objects objects;
  private final boolean representations;
  private final Set<WatchStream> watches = ConcurrentHashMap.newKeySet();
  private final List<Consumer<ApiRequest>> checks = new CopyOnWriteArrayList<>();
  private final List<Predicate<ApiRequest>> silences = new CopyOnWriteArrayList<>();

  /**
   * @param collectGarbage whether objects go with the object that controls them
   * @param representations whether objects are shown as the Accept header wants them, and not whole
   */
  public EmbeddedApi(boolean collectGarbage, boolean representations) {
    this.representations = representations;
    objects = new Objects(store, collectGarbage);
    for (String namespace : List.of("default", "kube-system")) {
      ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
      Json.metadata(object).put("name", namespace);
      create(ResourceType.NAMESPACES, object);
    }
  }

  /** Stores a CRD, so that its kind is served. */
  public void define(String crd) {
    create(ResourceType.CRDS, Json.parseObject(crd));
  }

  /** Has every request looked at first; {@code check} throws an ApiError to refuse one. */
  public AutoCloseable addCheck(Consumer<ApiRequest> check) {
    checks.add(check);
    return () -> checks.remove(check);
  }

  /** Leaves the requests for which {@code which} holds without an answer. */
  public AutoCloseable addSilence(Predicate<ApiRequest> which) {
    silences.add(which);
    return () -> silences.remove(which);
  }

  /** Ends all watches; clients open them again from where they were. */
  public void endWatches() {
    watches.forEach(WatchStream::end);
  }

  /** Makes watches that come back get 410, so that clients have to list again. */
  public void forgetChanges() {
    store.forgetChanges();
  }

  @Override
  public MockResponse dispatch(RecordedRequest recorded) {
    try {
      synchronized (store) {
        return answer(recorded);
      }
    } catch (ApiError e) {
      return respond(e.code(), e.toStatus());
    } catch (RuntimeException e) {
      return respond(500, new ApiError(500, "InternalError", e.toString()).toStatus());
    }
  }

  private MockResponse answer(RecordedRequest recorded) {
    Optional<ApiRequest> onKind = ApiRequest.of(recorded);
    if (onKind.isEmpty()) {
      String path = URI.create(recorded.getPath()).getPath();
      return Discovery.answer(path, objects.types().toList())
          .map(answer -> respond(OK, answer))
          .orElseGet(() -> healthOrNothing(path));
    }
    ApiRequest request = representations ? onKind.get() : onKind.get().acceptingAll();
    checks.forEach(check -> check.accept(request));
    if (silences.stream().anyMatch(silence -> silence.test(request))) {
      return new MockResponse().setBodyDelay(NEVER);
    }
    return objects
        .types()
        .filter(type -> type.serves(request))
        .findFirst()
        .map(type -> answer(request, type))
        .orElseGet(EmbeddedApi::nothingHere);
  }

  private MockResponse answer(ApiRequest request, ResourceType type) {
    if (!type.serves(request.subresource())) {
      throw ApiError.notFound(type.resource(), request.name());
    }
    return switch (request.method()) {
      case "GET" -> request.isWatch() ? watch(request, type) : read(request, type);
      case "POST" -> respond(CREATED, shown(post(request, type), request, type));
      case "PUT" -> respond(OK, shown(put(request, type), request, type));
      case "PATCH" -> patch(request, type);
      case "DELETE" -> delete(request, type);
      default -> throw new ApiError(405, "MethodNotAllowed", request.method());
    };
  }

  private MockResponse watch(ApiRequest request, ResourceType type) {
    WatchStream stream = new WatchStream(store, type, request, watches::remove);
    watches.add(stream);
    return new MockResponse().withWebSocketUpgrade(stream);
  }

  private MockResponse read(ApiRequest request, ResourceType type) {
    if (!request.name().isEmpty()) {
      return respond(OK, shown(existing(request, type), request, type));
    }
    return respond(
        OK,
        Representation.of(request, type)
            .list(store.list(type).filter(Selector.of(request)), store.version()));
  }

  private ObjectNode post(ApiRequest request, ResourceType type) {
    ObjectNode object = request.object();
    if (!Json.metadata(object, "resourceVersion").isEmpty()) {
      throw new ApiError(500, "", "resourceVersion should not be set on objects to be created");
    }
    String prefix = Json.metadata(object, "generateName");
    if (Json.metadata(object, "name").isEmpty() && !prefix.isEmpty()) {
      Json.metadata(object).put("name", prefix + Long.toString(store.version(), 36));
    }
    return objects.create(type, object, Optional.of(Owner.of(request, "Update")));
  }

  private ObjectNode put(ApiRequest request, ResourceType type) {
    return objects.update(
        type,
        existing(request, type),
        request.object(),
        request,
        Optional.of(Owner.of(request, "Update")));
  }

  private MockResponse patch(ApiRequest request, ResourceType type) {
    if (request.contentType().startsWith("application/apply-patch")) {
      return apply(request, type);
    }
    ObjectNode current = existing(request, type);
    JsonNode patch = Json.parse(request.body());
    ObjectNode patched =
        switch (request.contentType().split(";", 2)[0]) {
          case "application/json-patch+json" -> Patches.json(patch, current);
          case "application/merge-patch+json", "application/strategic-merge-patch+json" ->
              Patches.merge(patch, current);
          default -> throw new ApiError(415, "UnsupportedMediaType", request.contentType());
        };
    Optional<Owner> owner = Optional.of(Owner.of(request, "Update"));
    objects.requireSameUid(type, current, patched);
    ObjectNode stored = objects.update(type, current, patched, request, owner);
    return respond(OK, shown(stored, request, type));
  }

  private MockResponse apply(ApiRequest request, ResourceType type) {
    Optional<ObjectNode> there = store.get(type.key(request.namespace(), request.name()));
    ObjectNode stored = new ApplyRequest(request, type, objects).to(there);
    return respond(there.isEmpty() ? CREATED : OK, shown(stored, request, type));
  }

  private MockResponse delete(ApiRequest request, ResourceType type) {
    JsonNode preconditions =
        request.body().isBlank() ? Json.object() : Json.parse(request.body()).path("preconditions");
    if (!request.name().isEmpty()) {
      objects.delete(type, existing(request, type), preconditions);
    } else {
      store
          .list(type)
          .filter(Selector.of(request))
          .forEach(object -> objects.delete(type, object, preconditions));
    }
    return respond(
        OK, Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
  }

  private ObjectNode existing(ApiRequest request, ResourceType type) {
    return store
        .get(type.key(request.namespace(), request.name()))
        .orElseThrow(() -> ApiError.notFound(type.resource(), request.name()));
  }

  private void create(ResourceType type, ObjectNode object) {
    synchronized (store) {
      objects.create(type, object, Optional.empty());
    }
  }

  private static ObjectNode shown(ObjectNode object, ApiRequest request, ResourceType type) {
    return Representation.of(request, type).object(object);
  }

  private static MockResponse healthOrNothing(String path) {
    return List.of("/healthz", "/livez", "/readyz").contains(path)
        ? new MockResponse().setResponseCode(OK).setBody("ok")
        : nothingHere();
  }

  private static MockResponse nothingHere() {
    return new MockResponse().setResponseCode(404).setBody("404 page not found\n");
  }

  private static MockResponse respond(int code, ObjectNode body) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(body.toString());
  }
}
