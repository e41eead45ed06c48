package io.seldoningress.faults;

import io.seldoningress.testing.KillableApiServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands between a controller and an API server, over plain HTTP on the loopback interface, and
 * makes of each request what a rule says. Watches stream through it.
 */
final class FaultProxy implements AutoCloseable {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
  private final HttpClient back;
  private final HttpServer front;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Tunnels tunnels = new Tunnels();
  private final ConcurrentLinkedQueue<Passage> passages = new ConcurrentLinkedQueue<>();
  private volatile Function<Passage, Fate> rule = passage -> Fate.PASS;

  private FaultProxy(int port) {
    back =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(1_000));
    front =
        Blocking.get(
            vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(this::opened)
                .requestHandler(this::handle)
                .listen());
  }

  /** Starts one before a server; the server need not run. */
  static FaultProxy before(KillableApiServer server) {
    return new FaultProxy(server.port());
  }

  /** Its address, for a controller. */
  String url() {
    return "http://127.0.0.1:" + front.actualPort();
  }

  /** From now on requests meet what {@code newRule} says, which must be safe for threads. */
  void rule(Function<Passage, Fate> newRule) {
    rule = newRule;
  }

  /** From now on all requests pass. */
  void pass() {
    rule(passage -> Fate.PASS);
  }

  /** Ends all connections, whatever goes on in them. */
  void cut() {
    cutWatches();
    connections.forEach(HttpConnection::close);
  }

  /** Ends all watches. */
  void cutWatches() {
    tunnels.cut();
  }

  /** What watches send reaches nobody any more, and nobody is told. */
  void silenceWatches() {
    tunnels.silence();
  }

  /** How many watches were told that the version to go on from is gone (410). */
  int expired() {
    return tunnels.expired();
  }

  /** The requests so far for which {@code which} holds, in the order in which they came. */
  List<Passage> passages(Predicate<Passage> which) {
    return passages.stream().filter(which).toList();
  }

  @Override
  public void close() {
    cut();
    Blocking.get(vertx.close());
  }

  private void opened(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(closed -> connections.remove(connection));
  }

  private void handle(HttpServerRequest request) {
    Passage passage = new Passage(request.method().name(), request.path(), request.query());
    passage.meets(rule.apply(passage));
    passages.add(passage);
    if (request.getHeader(HttpHeaders.UPGRADE) != null && passage.fate().equals(Fate.PASS)) {
      request.pause();
      toServer(request)
          .compose(HttpClientRequest::connect)
          .onComplete(answer -> tunnels.open(request, answer, passage));
      return;
    }
    request.body().onSuccess(body -> meet(request, body, passage));
  }

  private void meet(HttpServerRequest request, Buffer body, Passage passage) {
    switch (passage.fate().kind()) {
      case SILENCE -> {}
      case LOSE_REQUEST -> request.connection().close();
      case ANSWER -> Answers.answer(request.response(), passage);
      case HALF_REQUEST -> sendHalf(request, body);
      default -> forward(request, body, passage);
    }
  }

  private void sendHalf(HttpServerRequest request, Buffer body) {
    toServer(request)
        .compose(
            out -> {
              out.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
              return out.write(Answers.half(body)).onComplete(sent -> out.connection().close());
            })
        .onComplete(sent -> request.connection().close());
  }

  private void forward(HttpServerRequest request, Buffer body, Passage passage) {
    toServer(request)
        .compose(out -> out.send(body))
        .onFailure(failure -> request.connection().close())
        .onSuccess(
            answer -> {
              Answers.copyHead(answer, request.response());
              if (passage.isWatch()) {
                passage.end(answer.statusCode());
                request.response().setChunked(true);
                answer.pipeTo(request.response()).onFailure(e -> request.connection().close());
              } else {
                Answers.giveBack(answer, request, passage);
              }
            });
  }

  private Future<HttpClientRequest> toServer(HttpServerRequest request) {
    return back.request(new RequestOptions().setMethod(request.method()).setURI(request.uri()))
        .onFailure(failure -> request.connection().close())
        .onSuccess(
            out -> {
              out.headers().addAll(request.headers());
              out.headers().remove(HttpHeaders.HOST).remove(HttpHeaders.CONTENT_LENGTH);
            });
  }
}
