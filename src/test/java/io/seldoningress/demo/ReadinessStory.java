package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.istio.Names;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pods do, or rather Kubernetes, which says in EndpointSlices who of them is ready: each step
 * waits until the shares follow, and until that is printed.
 */
final class ReadinessStory implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReadinessStory.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final KubernetesClient client;
  private final Feed feed;
  private final List<String> heard = new ArrayList<>();
  private volatile boolean ended;

  ReadinessStory(KubernetesClient client, Feed feed) {
    this.client = client;
    this.feed = feed;
  }

  /** An Istio object was written; the story goes on with it. */
  synchronized void hear(Write write) {
    heard.add(String.join(" ", write.lines()));
  }

  /**
   * Tells it, which takes a few seconds, of a SeldonDeployment called {@code canary}; nothing where
   * there is none with two predictors that share its requests. At the end nobody is ready any more,
   * so that what is edited then is routed as it is written.
   */
  void tell(List<SeldonDeployment> deployments) {
    try {
      deployments.stream()
          .filter(deployment -> deployment.name().equals("canary"))
          .filter(deployment -> sharers(deployment).size() == 2)
          .findFirst()
          .ifPresent(this::tell);
    } catch (ConditionTimeoutException e) {
      log.warn("The shares do not follow who is ready as they do by default; see config/");
    } catch (KubernetesClientException e) {
      // What breaks off while all is taken down is no news.
      if (!ended) {
        throw e;
      }
    }
  }

  /** Breaks it off: what is left of it is not done. */
  @Override
  public void close() {
    ended = true;
  }

  private void tell(SeldonDeployment deployment) {
    Predictor one = sharers(deployment).get(0);
    Predictor other = sharers(deployment).get(1);
    String first = "pod of predictor %s is ready, that of " + other.name() + " not yet";
    step(first, deployment, one, true, share(other, "0 %"));
    step("pod of predictor %s is ready", deployment, other, true, back(other, "0 %"));
    step("pod of predictor %s crashes", deployment, other, false, share(other, "0 %"));
    step("pod of predictor %s is ready again", deployment, other, true, back(other, "0 %"));
    step("pod of predictor %s crashes", deployment, one, false, share(one, "0 %"));
    String last = "pod of predictor %s crashes, too: nobody is left";
    step(last, deployment, other, false, back(one, "0 %"));
  }

  private void step(
      String what, SeldonDeployment deployment, Predictor predictor, boolean ready, String news) {
    if (ended) {
      return;
    }
    synchronized (this) {
      heard.clear();
    }
    feed.told("the " + what.formatted(predictor.name()));
    slice(deployment, predictor, ready);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(MOMENT)
        .atMost(PATIENCE)
        .until(() -> ended || (isHeard(news) && feed.isPrinted()));
  }

  private synchronized boolean isHeard(String text) {
    return heard.stream().anyMatch(line -> line.contains(text));
  }

  private static String share(Predictor predictor, String now) {
    return "%s %d %% -> %s".formatted(predictor.name(), predictor.traffic(), now);
  }

  private static String back(Predictor predictor, String before) {
    return "%s %s -> %d %%".formatted(predictor.name(), before, predictor.traffic());
  }

  private static List<Predictor> sharers(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(Predictor::live)
        .filter(one -> one.traffic() > 0)
        .toList();
  }

  /** As Kubernetes writes it for a Service of the Seldon operator. */
  private void slice(SeldonDeployment deployment, Predictor predictor, boolean ready) {
    if (ended) {
      return;
    }
    String service = Names.predictorKey(deployment, predictor);
    String yaml =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: %s-demo
          namespace: %s
          labels: {kubernetes.io/service-name: %s, seldon-deployment-id: %s}
        addressType: IPv4
        endpoints: [{addresses: [10.0.0.1], conditions: {ready: %s}}]
        """
            .formatted(service, deployment.namespace(), service, deployment.name(), ready);
    Optional<EndpointSlice> unused =
        Optional.of(
            client
                .resource(Serialization.unmarshal(yaml, EndpointSlice.class))
                .fieldManager(DeploymentWriter.MANAGER)
                .forceConflicts()
                .serverSideApply());
  }
}
