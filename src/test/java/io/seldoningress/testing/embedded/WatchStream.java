package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.seldoningress.testing.embedded.Store.Change;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One watch: the changes of the objects that it selects, from a version on, until it is closed. */
final class WatchStream extends WebSocketListener implements Consumer<Change> {

  private static final int NORMAL_CLOSURE = 1000;

  private final Store store;
  private final ResourceType type;
  private final ApiRequest request;
  private final Representation representation;
  private final Predicate<ObjectNode> selector;
  private final Consumer<WatchStream> ended;
  private volatile WebSocket socket;

  WatchStream(Store store, ResourceType type, ApiRequest request, Consumer<WatchStream> ended) {
    this.store = store;
    this.type = type;
    this.request = request;
    this.representation = Representation.of(request, type);
    this.selector = Selector.of(request);
    this.ended = ended;
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    socket = opened;
    Upgrade.whenThrough(opened, this::begin);
  }

  private void begin() {
    synchronized (store) {
      try {
        store.watch(start(), this);
      } catch (ApiError e) {
        send("ERROR", e.toStatus());
        end();
      }
    }
  }

  /** Without a version, or with 0, a watch begins with the objects that are there. */
  private long start() {
    String since = request.parameter("resourceVersion");
    if (!since.isEmpty() && !since.equals("0")) {
      return Long.parseLong(since);
    }
    store.list(type).filter(selector).forEach(object -> send("ADDED", object));
    return store.version();
  }

  /** An object that a change moves into the selection is added, one moved out of it deleted. */
  @Override
  public void accept(Change change) {
    if (!change.key().isOf(type)) {
      return;
    }
    boolean was = change.before().filter(selector).isPresent();
    boolean is = !change.isDeletion() && selector.test(change.after());
    Stream.of(
            Optional.of("ADDED").filter(x -> is && !was),
            Optional.of("MODIFIED").filter(x -> is && was),
            Optional.of("DELETED").filter(x -> was && !is))
        .flatMap(Optional::stream)
        .forEach(event -> send(event, change.after()));
  }

  private void send(String event, ObjectNode object) {
    ObjectNode shown = representation.object(object);
    socket.send(Json.object().put("type", event).set("object", shown).toString());
  }

  /** Ends the watch, as the server does from time to time. */
  void end() {
    store.unwatch(this);
    WebSocket open = socket;
    if (open != null) {
      open.close(NORMAL_CLOSURE, "");
    }
  }

  @Override
  public void onClosing(WebSocket closing, int code, String reason) {
    closing.close(NORMAL_CLOSURE, "");
  }

  @Override
  public void onClosed(WebSocket closed, int code, String reason) {
    store.unwatch(this);
    ended.accept(this);
  }

  @Override
  public void onFailure(WebSocket failed, Throwable error, Response response) {
    onClosed(failed, NORMAL_CLOSURE, "");
  }
}
