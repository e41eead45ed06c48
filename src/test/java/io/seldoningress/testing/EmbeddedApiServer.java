package io.seldoningress.testing;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.seldoningress.testing.embedded.ApiError;
import io.seldoningress.testing.embedded.ApiRequest;
import io.seldoningress.testing.embedded.EmbeddedApi;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server in this process, over plain HTTP on the loopback interface: up in milliseconds, and
 * it can be made to fail. It serves the kinds of the project's CRDs and the core ones that
 * controllers need.
 */
public final class EmbeddedApiServer implements ApiServer {

  // Held, because a logger that nobody holds loses its level; it would log each request.
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  static {
    REQUESTS.setLevel(Level.WARNING);
  }

  private final EmbeddedApi api;
  private final int port;
  private MockWebServer web;

  private EmbeddedApiServer(EmbeddedApi api, int port) {
    this.api = api;
    this.web = serve(api, port);
    this.port = web.getPort();
  }

  /** How a server is to be. */
  public static final class Builder {
    private int port;
    private boolean crds = true;
    private boolean garbageCollection = true;
    private boolean representations = true;

    /** The port to listen on; 0, the default, is any free one. */
    public Builder withPort(int number) {
      port = number;
      return this;
    }

    /** Whether the project's CRDs are there from the start, as is the default. */
    public Builder withCrds(boolean installed) {
      crds = installed;
      return this;
    }

    /** Whether objects are deleted with the object that controls them, as is the default. */
    public Builder withGarbageCollection(boolean collects) {
      garbageCollection = collects;
      return this;
    }

    /**
     * Whether objects are shown as the Accept header wants them, as is the default; otherwise
     * whole, as by a proxy that drops the header.
     */
    public Builder withRepresentations(boolean honoured) {
      representations = honoured;
      return this;
    }

    /** Starts the server. */
    public EmbeddedApiServer start() {
      EmbeddedApi api = new EmbeddedApi(garbageCollection, representations);
      if (crds) {
        Crds.own().forEach(crd -> api.define(Serialization.asJson(crd)));
      }
      return new EmbeddedApiServer(api, port);
    }
  }

  /** Starts a server with CRDs and garbage collection on any free port. */
  public static EmbeddedApiServer start() {
    return new Builder().start();
  }

  /** A server that is not as {@link #start()} makes it. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "embedded API server";
  }

  @Override
  public boolean real() {
    return false;
  }

  @Override
  public String kubeconfig() {
    return """
    apiVersion: v1
    kind: Config
    clusters:
      - name: embedded
        cluster: {server: "http://127.0.0.1:%d"}
    users:
      - name: embedded
        user: {}
    contexts:
      - name: embedded
        context: {cluster: embedded, user: embedded, namespace: default}
    current-context: embedded
    """
        .formatted(port);
  }

  /**
   * Refuses the requests for which {@code which} holds until the answer is closed.
   *
   * @param code the HTTP status, for example 403 or 500
   * @param reason the reason of the Status object, for example {@code Forbidden}
   */
  public AutoCloseable refuse(Predicate<ApiRequest> which, int code, String reason) {
    return refuse(which, code, reason, "refused by the test");
  }

  /** The same with a message of the Status object. */
  public AutoCloseable refuse(
      Predicate<ApiRequest> which, int code, String reason, String message) {
    return api.addCheck(
        request -> {
          if (which.test(request)) {
            throw new ApiError(code, reason, message);
          }
        });
  }

  /**
   * Takes the requests for which {@code which} holds and answers none of them, also not when the
   * answer is closed, which ends this.
   */
  public AutoCloseable ignore(Predicate<ApiRequest> which) {
    return api.addSilence(which);
  }

  /**
   * Shows {@code watcher} every request before it is answered, one at a time, until it is closed.
   */
  public AutoCloseable watchRequests(Consumer<ApiRequest> watcher) {
    return api.addCheck(watcher);
  }

  /** Ends all watches; clients open them again from where they were. */
  public void endWatches() {
    api.endWatches();
  }

  /** Ends all watches and answers 410 to those that come back, as after a compaction. */
  public void expireWatches() {
    api.forgetChanges();
    api.endWatches();
  }

  /** Stops listening: connections break and new ones are refused. The objects stay. */
  public synchronized void takeDown() {
    web.shutdown();
  }

  /** Listens again on the same port, after {@link #takeDown()}. */
  public synchronized void bringUp() {
    web = serve(api, port);
  }

  @Override
  public synchronized void close() {
    web.shutdown();
  }

  private static MockWebServer serve(EmbeddedApi api, int port) {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            server.reset(); // It would keep every request for as long as it runs.
            return api.dispatch(request);
          }
        });
    server.start(InetAddress.getLoopbackAddress(), port);
    return server;
  }
}
