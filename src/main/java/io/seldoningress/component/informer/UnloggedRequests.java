package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * Requests past fabric8's log, which at the level TRACE has the bodies of requests and answers in
 * it: for Secrets, and for their metadata, among which {@code kubectl apply} keeps a copy of them.
 */
public final class UnloggedRequests {

  /** The name under which fabric8 adds its HttpLoggingInterceptor. */
  private static final String LOGGING = "HttpLogging";

  private UnloggedRequests() {}

  /** The builder of a client that differs from another one in that, over the same connections. */
  public static HttpClient.DerivedClientBuilder of(HttpClient client) {
    return client.newBuilder().addOrReplaceInterceptor(LOGGING, null);
  }
}
