package io.seldoningress.testing.embedded;

import io.fabric8.mockwebserver.http.WebSocket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a connection is a WebSocket. The mock server calls {@code onOpen} a little before:
 * what is written then is refused by the HTTP encoder that is still there, and the mock's {@code
 * send} does not tell.
 */
final class Upgrade {

  /** Not the common pool, which on two cores has one thread, and tests that block it. */
  private static final Executor THREADS = Upgrade::start;

  private Upgrade() {}

  /** Runs an action, in another thread, once a ping went out. */
  static void whenThrough(WebSocket socket, Runnable action) {
    var unused = CompletableFuture.runAsync(() -> ping(behind(socket), action), THREADS);
  }

  private static void ping(ServerWebSocket socket, Runnable action) {
    socket
        .writePing(Buffer.buffer())
        .onComplete(
            sent -> {
              if (sent.succeeded()) {
                THREADS.execute(action);
              } else if (!socket.isClosed()) {
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, THREADS)
                    .execute(() -> ping(socket, action));
              }
            });
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "watch-begin");
    thread.setDaemon(true);
    thread.start();
  }

  private static ServerWebSocket behind(WebSocket socket) {
    try {
      Field field = socket.getClass().getDeclaredField("webSocket");
      field.setAccessible(true);
      return (ServerWebSocket) field.get(socket);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the mock server's WebSocket has changed", e);
    }
  }
}
