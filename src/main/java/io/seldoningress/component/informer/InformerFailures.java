package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps an informer from watching: said once when it starts and once when it is over, and kept
 * for health.
 */
final class InformerFailures {

  private static final Logger log = LoggerFactory.getLogger(InformerFailures.class);

  private final InformerOptions options;
  private final AtomicReference<String> current = new AtomicReference<>();
  private final CompletableFuture<Void> first = new CompletableFuture<>();

  InformerFailures(InformerOptions options) {
    this.options = options;
  }

  /** A list or watch failed; it will be tried again. */
  void failed(Throwable failure) {
    String problem = describe(failure);
    if (!problem.equals(current.getAndSet(problem))) {
      log.warn("{}; trying again with back-off", problem);
    }
    first.complete(null);
  }

  /** Completes when a list or watch failed for the first time. */
  CompletableFuture<Void> first() {
    return first;
  }

  /**
   * The resource is listed and watched.
   *
   * @return whether that is news: it was not until now
   */
  boolean recovered() {
    boolean news = current.getAndSet(null) != null;
    if (news) {
      log.info("watching {} again", options);
    }
    return news;
  }

  Optional<String> current() {
    return Optional.ofNullable(current.get());
  }

  private String describe(Throwable failure) {
    int code = statusOf(failure);
    return switch (code) {
      case 404 ->
          "%s is not installed in the cluster: its CustomResourceDefinition is missing"
              .formatted(options);
      case 401 ->
          "the API server does not know who we are (401) when watching %s".formatted(options);
      case 403 ->
          "no permission to list and watch %s: a Role or ClusterRole with these verbs is missing"
              .formatted(options);
      default -> "can't watch %s: %s".formatted(options, rootMessage(failure));
    };
  }

  private static int statusOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof KubernetesClientException e && e.getCode() > 0) {
        return e.getCode();
      }
    }
    return 0;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    // Of a connection that broke OkHttp says so, and in the cause which character it missed.
    while (root.getCause() != null && !(root.getCause() instanceof EOFException)) {
      root = root.getCause();
    }
    if (root instanceof KubernetesClientException e && e.getStatus() != null) {
      return "%s (%d)".formatted(e.getStatus().getMessage(), e.getCode());
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
