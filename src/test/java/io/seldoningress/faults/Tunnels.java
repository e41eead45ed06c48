package io.seldoningress.faults;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The watches of a {@link FaultProxy} that are WebSockets: bytes in both directions. */
final class Tunnels {

  private static final String GONE = "\"code\":410";

  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger expired = new AtomicInteger();

  /** Joins a client and the server, if that agreed; otherwise gives its answer back. */
  void open(HttpServerRequest request, AsyncResult<HttpClientResponse> answer, Passage passage) {
    if (answer.failed()) {
      request.connection().close();
      return;
    }
    HttpClientResponse response = answer.result();
    passage.end(response.statusCode());
    Answers.copyHead(response, request.response());
    if (response.statusCode() == 101) {
      request
          .toNetSocket()
          .onSuccess(client -> join(client, response.netSocket()))
          .onFailure(failure -> response.netSocket().close());
    } else {
      request.resume();
      response.body().onSuccess(body -> request.response().end(body));
    }
  }

  void cut() {
    open.forEach(Tunnel::close);
  }

  void silence() {
    open.forEach(tunnel -> tunnel.silent = true);
  }

  int expired() {
    return expired.get();
  }

  private void join(NetSocket client, NetSocket server) {
    Tunnel tunnel = new Tunnel(client, server);
    open.add(tunnel);
    client.handler(tunnel::toServer);
    server.handler(tunnel::toClient);
    client.closeHandler(closed -> tunnel.close());
    server.closeHandler(closed -> tunnel.close());
  }

  private final class Tunnel {
    private final NetSocket client;
    private final NetSocket server;
    private volatile boolean silent;
    private String tail = "";

    Tunnel(NetSocket client, NetSocket server) {
      this.client = client;
      this.server = server;
    }

    private void toServer(Buffer bytes) {
      if (!silent) {
        server.write(bytes);
      }
    }

    private void toClient(Buffer bytes) {
      // What the server sends in a frame of text is sent as it is.
      String text = tail + bytes.toString("ISO-8859-1");
      if (text.contains(GONE)) {
        expired.incrementAndGet();
      }
      tail = text.substring(Math.max(0, text.length() - GONE.length() + 1));
      if (!silent) {
        client.write(bytes);
      }
    }

    private void close() {
      if (open.remove(this)) {
        client.close();
        server.close();
      }
    }
  }
}
