package io.seldoningress.component.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.seldoningress.component.informer.UnloggedRequests;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the API server, each of them exactly one, sent only if a {@link WritePermit} allows
 * it and answered within the time that it gives. fabric8's own calls read an object before they
 * patch it, decode the answer into a whole typed object, and wait without a limit.
 *
 * <p>Every method throws a {@link KubernetesClientException} with the code of the answer, 0 when
 * there was none, and a {@link NotLeaderException} when the request was not allowed.
 */
public final class ApiRequests {

  private static final String APPLY_PATCH = "application/apply-patch+yaml";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String JSON = "application/json";

  /** Where the client's configuration sets no limit. */
  private static final int LONGEST_REQUEST_MILLIS = 60_000;

  private final KubernetesClient client;
  private final WritePermit permit;

  /**
   * @param client the connection
   * @param permit is asked before each request
   */
  public ApiRequests(KubernetesClient client, WritePermit permit) {
    this.client = client;
    this.permit = permit;
  }

  /**
   * Server-side apply.
   *
   * @param path the object's path
   * @param patch the object as JSON, which is YAML
   * @param fieldManager who applies; takes over fields of others
   * @param type what to read the answer into
   */
  public <T> T apply(String path, String patch, String fieldManager, Class<T> type) {
    String query =
        "?force=true&fieldManager=" + URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    return read(send(request(path + query).patch(APPLY_PATCH, patch)), type);
  }

  /** The same with an object. */
  public <T> T apply(String path, T object, String fieldManager, Class<T> type) {
    return apply(path, json(object), fieldManager, type);
  }

  /** JSON patch (RFC 6902), as {@link #apply}. */
  public <T> T jsonPatch(String path, String patch, String fieldManager, Class<T> type) {
    String query = "?fieldManager=" + URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    return read(send(request(path + query).patch(JSON_PATCH, patch)), type);
  }

  /**
   * Deletes an object.
   *
   * @param path the object's path
   * @param options DeleteOptions as JSON; preconditions that do not hold are answered 409
   */
  public void delete(String path, String options) {
    send(request(path).delete(JSON, options));
  }

  /** Reads the object at a path; empty when it is not there (404). */
  public <T> Optional<T> get(String path, Class<T> type) {
    try {
      return Optional.of(read(send(request(path)), type));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Reads what is at a path by a connection of its own that is closed then, past the client's log
   * of requests, and with no copy left in buffers: for what must not stay in this process. What the
   * server says when it refuses is not in the exception either.
   *
   * @param path the path, with a query perhaps
   * @return the body of the answer, which nobody else has
   */
  public byte[] getOnce(String path) {
    return permit.write(limit -> getOnce(path, limit));
  }

  /**
   * Makes an object that is not there yet; answered 409 when it is.
   *
   * @param path the path of all objects of the kind in the namespace
   * @return the object as it is in the cluster now
   */
  public <T> T create(String path, T object, Class<T> type) {
    return read(send(request(path).post(JSON, json(object))), type);
  }

  /**
   * Replaces an object as a whole, as {@link #create}; answered 409 when the one in the cluster has
   * another resource version.
   */
  public <T> T replace(String path, T object, Class<T> type) {
    return read(send(request(path).put(JSON, json(object))), type);
  }

  private HttpRequest.Builder request(String path) {
    String server = client.getConfiguration().getMasterUrl();
    String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    return client.getHttpClient().newHttpRequestBuilder().uri(base + path);
  }

  private byte[] getOnce(String path, Duration limit) {
    int millis = timeoutMillis(client, limit);
    HttpRequest request =
        request(path).header("Connection", "close").timeout(millis, TimeUnit.MILLISECONDS).build();
    HttpClient unlogged = UnloggedRequests.of(client.getHttpClient()).build();
    UnkeptBody body = new UnkeptBody();
    HttpResponse<AsyncBody> response =
        await(request, unlogged.consumeBytes(request, body), patience(millis, limit));
    byte[] answer = await(request, body.read(response.body()), patience(millis, limit));
    if (!response.isSuccessful()) {
      Arrays.fill(answer, (byte) 0);
      throw FailedAnswer.unquoted(request, response);
    }
    return answer;
  }

  private byte[] send(HttpRequest.Builder builder) {
    return permit.write(limit -> send(builder, limit));
  }

  private byte[] send(HttpRequest.Builder builder, Duration limit) {
    int millis = timeoutMillis(client, limit);
    HttpRequest request = builder.timeout(millis, TimeUnit.MILLISECONDS).build();
    HttpResponse<byte[]> response =
        await(
            request,
            client.getHttpClient().sendAsync(request, byte[].class),
            patience(millis, limit));
    if (!response.isSuccessful()) {
      throw FailedAnswer.of(request, response, client.getKubernetesSerialization());
    }
    return response.body();
  }

  /** The client has a time limit of its own; this one is for a client that is stuck. */
  private static long patience(int millis, Duration limit) {
    return Math.min(2L * millis, limit.toMillis());
  }

  private static <T> T await(HttpRequest request, CompletableFuture<T> response, long millis) {
    try {
      return response.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw FailedAnswer.none(request, "failed: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      response.cancel(true);
      throw FailedAnswer.none(request, "was not answered in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailedAnswer.none(
          request, "was interrupted", new InterruptedIOException("the thread was interrupted"));
    }
  }

  /** How long a request of a client may take that a permit gives so long. */
  static int timeoutMillis(KubernetesClient client, Duration limit) {
    int configured = client.getConfiguration().getRequestTimeout();
    int longest = configured > 0 ? configured : LONGEST_REQUEST_MILLIS;
    return (int) Math.max(1, Math.min(longest, limit.toMillis()));
  }

  private String json(Object object) {
    return client.getKubernetesSerialization().asJson(object);
  }

  private <T> T read(byte[] body, Class<T> type) {
    return client
        .getKubernetesSerialization()
        .unmarshal(new String(body, StandardCharsets.UTF_8), type);
  }
}
