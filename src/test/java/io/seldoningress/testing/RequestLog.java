package io.seldoningress.testing;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Every answered request of the clients it is installed in, in the order of the answers. Requests
 * that got no answer (the connection failed) have the status 0. Safe for threads.
 *
 * <pre>{@code
 * new KubernetesClientBuilder().withHttpClientBuilderConsumer(log::install)
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
   */
  public record Entry(String method, String path, String query, int status, String userAgent) {

    /** Whether the request asks for a change of an object. */
    public boolean isWrite() {
      return WRITING.contains(method);
    }

    boolean isOnLease() {
      return path.contains("/leases");
    }
  }

  /** Makes the clients that {@code builder} builds write to this log. */
  public void install(HttpClient.Builder builder) {
    builder.addOrReplaceInterceptor("request-log", this);
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
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    add(request, response.code());
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    add(request, 0);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private void add(HttpRequest request, int status) {
    entries.add(
        new Entry(
            request.method(),
            request.uri().getPath(),
            text(request.uri().getRawQuery()),
            status,
            text(request.header("User-Agent"))));
  }
}
