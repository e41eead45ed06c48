package io.seldoningress.telemetry;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Counts and times the requests of a Kubernetes client, by verb, resource and code of the answer; 0
 * where there was none. Of a watch it is the time until it is open. Nothing else of a request is
 * looked at.
 */
public final class MeteredRequests implements Interceptor {

  static final String NAME = Metrics.PREFIX + "api.requests";

  /** OkHttp's default. */
  private static final Duration KEPT_OPEN = Duration.ofMinutes(5);

  private final MeterRegistry metrics;

  private MeteredRequests(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Makes HTTP clients whose requests are shown in metrics.
   *
   * @param connections how many connections stay open while no request uses them. OkHttp keeps five
   *     by default: with more workers than that every other request would begin with a TLS
   *     handshake, which costs both sides more than the request.
   */
  public static HttpClient.Factory clients(MeterRegistry metrics, int connections) {
    return new OkHttpClientFactory() {
      @Override
      protected void additionalConfig(OkHttpClient.Builder builder) {
        builder
            .connectionPool(
                new ConnectionPool(connections, KEPT_OPEN.toSeconds(), TimeUnit.SECONDS))
            .addInterceptor(new MeteredRequests(metrics));
      }
    };
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    long start = System.nanoTime();
    int code = 0;
    try {
      Response response = chain.proceed(chain.request());
      code = response.code();
      return response;
    } finally {
      record(chain.request(), code, System.nanoTime() - start);
    }
  }

  private void record(Request request, int code, long nanos) {
    ApiCall call =
        ApiCall.of(
            request.method(),
            request.url().pathSegments(),
            "true".equals(request.url().queryParameter("watch")),
            contentType(request));
    Timer.builder(NAME)
        .description("Requests to the API server, until their answers began")
        .tags("verb", call.verb(), "resource", call.resource(), "code", Integer.toString(code))
        .register(metrics)
        .record(Duration.ofNanos(nanos));
  }

  private static String contentType(Request request) {
    return request.body() == null || request.body().contentType() == null
        ? ""
        : request.body().contentType().toString();
  }
}
