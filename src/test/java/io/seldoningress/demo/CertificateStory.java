package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.testing.IssuedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person, or cert-manager, does with TLS Secrets, step by step: each one waits until the
 * controller has said what it makes of it, and until that is printed.
 */
final class CertificateStory implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CertificateStory.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration BRIEF = Duration.ofSeconds(4);
  private static final String HOST = "*.example.com";

  private final KubernetesClient client;
  private final String namespace;
  private final String secret;
  private final Feed feed;
  private final List<String> heard = new ArrayList<>();
  private volatile boolean ended;

  /**
   * A story that is to be told.
   *
   * @param namespace the namespace of the ingress gateway
   * @param secret the TLS Secret that is for all hosts
   * @param feed where it is printed
   */
  CertificateStory(KubernetesClient client, String namespace, String secret, Feed feed) {
    this.client = client;
    this.namespace = namespace;
    this.secret = secret;
    this.feed = feed;
  }

  /** The controller, or its Gateway, has something to say; the story goes on with it. */
  synchronized void hear(String line) {
    heard.add(line);
  }

  /**
   * Tells it, which takes ten seconds or so. Where the controller does not do its part a log line
   * says so, and the rest is left out.
   *
   * @param wanted the hosts that SeldonDeployments want to serve, by the Secrets that they name
   */
  void tell(Map<String, List<String>> wanted) {
    try {
      IssuedCertificate first = DemoCertificates.make(DemoCertificates.inDays(30), HOST);
      put("made, for " + HOST, secret, first);
      await("SERVED", until(first), "HTTPS for * with Secret " + secret);
      IssuedCertificate next = DemoCertificates.make(DemoCertificates.inDays(90), HOST);
      put("replaced by a new one, as cert-manager does", secret, next);
      await("SERVED", until(next));
      put(
          "replaced by a bad one, with the key of another",
          DemoCertificates.withWrongKey(HOST, namespace, secret));
      await("TlsSecretUnusable");
      IssuedCertificate brief = DemoCertificates.make(Instant.now().plus(BRIEF), HOST);
      put("replaced by one that is valid for seconds", secret, brief);
      await("CertificateExpires");
      await("TlsSecretUnusable", "expired");
      wanted.forEach(this::serve);
    } catch (ConditionTimeoutException e) {
      log.warn("The Gateway does not follow its TLS Secrets as it does by default; see config/");
    }
  }

  /** Breaks it off: what is left of it is not done. */
  @Override
  public void close() {
    ended = true;
  }

  private void serve(String name, List<String> hosts) {
    IssuedCertificate own =
        DemoCertificates.make(DemoCertificates.inDays(90), hosts.toArray(String[]::new));
    put("made, for " + String.join(", ", hosts), name, own);
    await("SERVED", until(own), name);
  }

  private void put(String what, String name, IssuedCertificate certificate) {
    put(what, certificate.tlsSecret(namespace, name));
  }

  private void put(String what, Secret tls) {
    if (ended) {
      return;
    }
    feed.told("Secret %s/%s is %s".formatted(namespace, tls.getMetadata().getName(), what));
    try {
      Secret unused =
          client
              .resource(tls)
              .fieldManager(DeploymentWriter.MANAGER)
              .forceConflicts()
              .serverSideApply();
    } catch (KubernetesClientException e) {
      // What breaks off while all is taken down is no news.
      if (!ended) {
        throw e;
      }
    }
  }

  private static String until(IssuedCertificate certificate) {
    return "valid until " + certificate.holder().getNotAfter().toInstant();
  }

  /** Waits until each of the texts was heard, and all that there is to say is printed. */
  private void await(String... texts) {
    await(() -> ended || (Stream.of(texts).allMatch(this::isHeard) && feed.isPrinted()));
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(MOMENT)
        .atMost(PATIENCE)
        .until(condition::getAsBoolean);
  }

  private synchronized boolean isHeard(String text) {
    return heard.stream().anyMatch(line -> line.contains(text));
  }
}
