package io.seldoningress.testing;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Every answered request of the clients it is installed in, in the order of the answers. Requests
 * that got no answer (the connection failed) have the status 0. Safe for threads.
 *
 * <p>It is an interceptor of OkHttp: one of fabric8 is told of an answer beside the caller, who may
 * look here before.
 *
 * <pre>{@code
 * new KubernetesClientBuilder().withHttpClientFactory(log.clients())
 * }</pre>
 */
public final class RequestLog implements Interceptor {

  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * One request.
   *
   * @param method the HTTP method, upper case
   * @param path the path without the query
   * @param query the raw query, empty where there is none
   * @param status the HTTP status of the answer, 0 where there was none
   * @param userAgent the program that sent it; empty where it does not say
   * @param accept the Accept header, empty where there is none
   */
  public record Entry(
      String method, String path, String query, int status, String userAgent, String accept) {

    /** Whether the request asks for a change of an object. */
    public boolean isWrite() {
      return WRITING.contains(method);
    }

    boolean isOnLease() {
      return path.contains("/leases");
    }
  }

  /** Makes HTTP clients that write to this log. */
  public HttpClient.Factory clients() {
    return new OkHttpClientFactory() {
      @Override
      protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.addInterceptor(RequestLog.this);
      }
    };
  }

  /** All requests so far. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The writes so far, accepted or refused, without those of leader election. */
  public List<Entry> writes() {
    return entries.stream().filter(Entry::isWrite).filter(e -> !e.isOnLease()).toList();
  }

  /** The number of requests so far for which {@code which} holds. */
  public long count(Predicate<Entry> which) {
    return entries.stream().filter(which).count();
  }

  /** The number of requests so far with this method whose path contains {@code part}. */
  public long count(String method, String part) {
    return count(e -> e.method().equals(method) && e.path().contains(part));
  }

  /** Forgets what was recorded. */
  public void clear() {
    entries.clear();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      add(chain.request(), response.code());
      return response;
    } catch (IOException e) {
      add(chain.request(), 0);
      throw e;
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private void add(Request request, int status) {
    entries.add(
        new Entry(
            request.method(),
            request.url().encodedPath(),
            text(request.url().encodedQuery()),
            status,
            text(request.header("User-Agent")),
            text(request.header("Accept"))));
  }
}
