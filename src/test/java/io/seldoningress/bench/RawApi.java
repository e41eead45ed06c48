package io.seldoningress.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.seldoningress.testing.ApiServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Requests to the API server with nothing around them: texts that were made before are sent, and of
 * the answers only the code is looked at.
 */
final class RawApi {

  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";
  private static final String JSON = "application/json";
  private static final int CONNECTIONS = 32;
  private static final long PATIENCE_SECONDS = 120;

  /** A request failed. */
  static final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final HttpClient http;
  private final String server;

  /** A client that keeps a connection for each of its workers; the caller closes it. */
  static KubernetesClient client(ApiServer server) {
    return new KubernetesClientBuilder()
        .withConfig(server.config())
        .withHttpClientFactory(
            new OkHttpClientFactory() {
              @Override
              protected void additionalConfig(OkHttpClient.Builder builder) {
                builder.connectionPool(new ConnectionPool(CONNECTIONS, 5, TimeUnit.MINUTES));
              }
            })
        .build();
  }

  RawApi(KubernetesClient client) {
    this.http = client.getHttpClient();
    this.server = client.getConfiguration().getMasterUrl().replaceFirst("/$", "");
  }

  /** Server-side apply. */
  void apply(String path, String object) {
    var unused =
        send(request(path + "?force=true&fieldManager=bench").patch(APPLY, object), "apply");
  }

  void merge(String path, String patch) {
    var unused = send(request(path + "?fieldManager=bench-user").patch(MERGE, patch), "merge");
  }

  void create(String path, String object) {
    var unused = send(request(path).post(JSON, object), "create");
  }

  void delete(String path) {
    var unused = send(request(path).delete(JSON, "{}"), "delete");
  }

  byte[] get(String path) {
    return send(request(path), "get");
  }

  /** Watches what is at a path; the consumer gets what comes, in pieces. */
  AsyncBody watch(String path, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    HttpRequest request = request(path).timeout(0, TimeUnit.SECONDS).build();
    HttpResponse<AsyncBody> response = await(http.consumeBytes(request, consumer), "watch", path);
    requireSuccess(response, "watch " + path, "");
    return response.body();
  }

  private byte[] send(HttpRequest.Builder builder, String verb) {
    HttpRequest request = builder.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).build();
    HttpResponse<byte[]> response =
        await(http.sendAsync(request, byte[].class), verb, request.uri().getPath());
    requireSuccess(
        response,
        verb + " " + request.uri(),
        response.isSuccessful() ? "" : new String(response.body(), StandardCharsets.UTF_8));
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    return http.newHttpRequestBuilder().uri(server + path);
  }

  private static void requireSuccess(HttpResponse<?> response, String what, String why) {
    if (!response.isSuccessful()) {
      throw new RequestException(what + " was answered " + response.code() + " " + why, null);
    }
  }

  private static <T> T await(CompletableFuture<T> answer, String verb, String path) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RequestException(verb + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestException(verb + " " + path, e);
    }
  }
}
