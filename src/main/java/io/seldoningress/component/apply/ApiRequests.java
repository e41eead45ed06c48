package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The three writes of this component, one request each. fabric8's own calls read the object before
 * they patch it, and decode the answer into a whole typed object.
 */
final class ApiRequests {

  private static final String APPLY_PATCH = "application/apply-patch+yaml";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String JSON = "application/json";

  /** The code of a failure without an answer; without it fabric8 sets -1. */
  private static final int NO_ANSWER = 0;

  /** Where the client's configuration sets no limit. */
  private static final int LONGEST_REQUEST_MILLIS = 60_000;

  private final KubernetesClient client;

  ApiRequests(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Server-side apply.
   *
   * @param path the object's path
   * @param patch the object as JSON, which is YAML
   * @param fieldManager who applies; takes over fields of others
   * @param type what to read the answer into
   * @throws KubernetesClientException with the code of the answer; 0 when there was none
   */
  <T> T apply(String path, String patch, String fieldManager, Class<T> type) {
    String query =
        "?force=true&fieldManager=" + URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    return read(send(request(path + query).patch(APPLY_PATCH, patch)), type);
  }

  /** JSON patch (RFC 6902), as {@link #apply}. */
  <T> T jsonPatch(String path, String patch, String fieldManager, Class<T> type) {
    String query = "?fieldManager=" + URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    return read(send(request(path + query).patch(JSON_PATCH, patch)), type);
  }

  /**
   * Deletes the object with this uid and resource version; answers 409 when it is another by now.
   */
  void delete(String path, String options) {
    send(request(path).delete(JSON, options));
  }

  private HttpRequest.Builder request(String path) {
    String server = client.getConfiguration().getMasterUrl();
    String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    return client.getHttpClient().newHttpRequestBuilder().uri(base + path);
  }

  private byte[] send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(timeout(), TimeUnit.MILLISECONDS).build();
    HttpResponse<byte[]> response = await(request);
    if (!response.isSuccessful()) {
      throw failure(request, response);
    }
    return response.body();
  }

  private HttpResponse<byte[]> await(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.getHttpClient().sendAsync(request, byte[].class);
    try {
      // The client has a time limit of its own; this one is for a client that is stuck.
      return response.get(2L * timeout(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unanswered(request, "failed: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      response.cancel(true);
      throw unanswered(request, "was not answered in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(
          request, "was interrupted", new InterruptedIOException("the thread was interrupted"));
    }
  }

  private static KubernetesClientException unanswered(
      HttpRequest request, String what, Throwable cause) {
    return new KubernetesClientException(
        describe(request) + " " + what, cause, NO_ANSWER, null, request);
  }

  private int timeout() {
    int configured = client.getConfiguration().getRequestTimeout();
    return configured > 0 ? configured : LONGEST_REQUEST_MILLIS;
  }

  private KubernetesClientException failure(HttpRequest request, HttpResponse<byte[]> response) {
    Status status = status(response.body());
    String reason =
        status != null && status.getMessage() != null ? status.getMessage() : response.message();
    return new KubernetesClientException(
        "%s was answered %d: %s".formatted(describe(request), response.code(), reason),
        response.code(),
        status);
  }

  /** The answer as the API server's Status; null when a proxy or a load balancer answered. */
  private Status status(byte[] body) {
    try {
      return read(body, Status.class);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      return null;
    }
  }

  private <T> T read(byte[] body, Class<T> type) {
    return client
        .getKubernetesSerialization()
        .unmarshal(new String(body, StandardCharsets.UTF_8), type);
  }

  private static String describe(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }
}
