package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;

/** What a request that failed is told as: the exception of fabric8's client. */
final class FailedAnswer {

  /** The code of a failure without an answer; without it fabric8 sets -1. */
  private static final int NO_ANSWER = 0;

  private FailedAnswer() {}

  /** The server answered with an error; what it said is the Status of the exception. */
  static KubernetesClientException of(
      HttpRequest request, HttpResponse<byte[]> response, KubernetesSerialization serialization) {
    Status status = status(response.body(), serialization);
    String reason =
        status != null && status.getMessage() != null ? status.getMessage() : response.message();
    return new KubernetesClientException(
        "%s was answered %d: %s".formatted(describe(request), response.code(), reason),
        response.code(),
        RetryAfter.in(status, response));
  }

  /** The same without anything that the server said but the status and when to come back. */
  static KubernetesClientException unquoted(HttpRequest request, HttpResponse<?> response) {
    return new KubernetesClientException(
        "%s was answered %d".formatted(describe(request), response.code()),
        response.code(),
        RetryAfter.in(null, response));
  }

  /** There was no answer: the exception has the code 0. */
  static KubernetesClientException none(HttpRequest request, String what, Throwable cause) {
    return new KubernetesClientException(
        describe(request) + " " + what, cause, NO_ANSWER, null, request);
  }

  /** The answer as the API server's Status; null when a proxy or a load balancer answered. */
  private static Status status(byte[] body, KubernetesSerialization serialization) {
    try {
      return serialization.unmarshal(new String(body, StandardCharsets.UTF_8), Status.class);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      return null;
    }
  }

  private static String describe(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }
}
