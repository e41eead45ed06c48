package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.testing.EveryLog;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.KeyText;
import io.seldoningress.testing.PrivateKeyTraces;
import io.seldoningress.testing.RenderedExchanges;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.RunningController;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A controller that tells as much as it can, with all loggers at TRACE, and a search for private
 * keys in all that it told anybody.
 */
abstract class SecretsStaySecretFixture extends ManagedGatewayFixture {

  /** Where fingerprints of certificates are told. */
  private static final Set<String> FULL_OF_FACTS = Set.of("log", "exchanges");

  private PrivateKeyTraces traces;
  private RenderedExchanges exchanges;
  private EveryLog log;

  @BeforeEach
  void recordAll() {
    // Before the controller has its client, which decides by it whether to log requests at all.
    log = EveryLog.open();
    exchanges = new RenderedExchanges();
    traces = new PrivateKeyTraces();
  }

  @AfterEach
  void restoreLoggers() {
    log.close();
  }

  @Override
  void startController(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("watch.namespaces", namespace);
    controller = RunningController.start(server(), all, exchanges::install);
  }

  /** Writes a Secret with a sound key, to be searched for; waits until it was read and handled. */
  void putSecret(IssuedCertificate certificate, Secret secret) {
    hide("the key of " + secret.getMetadata().getName(), certificate.keyPem());
    putAndAwaitRead(secret);
  }

  /** The same with something else in the place of the key. */
  void putSecret(IssuedCertificate certificate, String name, String key) {
    Secret secret = certificate.tlsSecret(ingress, name);
    hide("the text in place of the key of " + name, key);
    secret
        .getData()
        .put("tls.key", Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    putAndAwaitRead(secret);
  }

  /** Searches for a key. */
  void hide(String name, String text) {
    traces.add(KeyText.of(name, text));
  }

  private void putAndAwaitRead(Secret secret) {
    long before = secretReads();
    put(secret);
    eventually().until(() -> secretReads() > before && controller.idle());
  }

  /** The requests for what is in a Secret. */
  List<Entry> secretRequests() {
    return requests().entries().stream()
        .filter(entry -> entry.path().endsWith("/secrets"))
        .toList();
  }

  static boolean isForAWholeSecret(Entry entry) {
    return !entry.accept().contains("PartialObjectMetadata");
  }

  long secretReads() {
    return secretRequests().stream().filter(SecretsStaySecretFixture::isForAWholeSecret).count();
  }

  /**
   * Searches all that was told since the test began.
   *
   * @param told one whose fingerprint is found then: what is searched has to do with Secrets
   */
  void assertNoKeyWasTold(IssuedCertificate told) {
    traces.addPublic(told.fingerprint());
    places()
        .forEach(
            (place, texts) -> {
              assertThat(texts).as(place).isNotEmpty();
              assertThat(traces.in(texts))
                  .as(place)
                  .isSubsetOf(told.fingerprint())
                  .hasSize(FULL_OF_FACTS.contains(place) ? 1 : 0);
            });
    assertThat(log.lines())
        .as("requests are logged")
        .anyMatch(line -> line.contains("HttpLoggingInterceptor") && line.contains("gateways"));
  }

  private Map<String, Collection<String>> places() {
    Map<String, Collection<String>> places = new LinkedHashMap<>();
    places.put("log", log.lines());
    places.put("exchanges", exchanges.texts());
    places.put(
        "Events", List.of(Serialization.asJson(client.v1().events().inAnyNamespace().list())));
    places.put("metrics", metrics());
    places.put(
        "Istio objects",
        List.of(
            Serialization.asJson(client.resources(Gateway.class).inAnyNamespace().list()),
            Serialization.asJson(client.resources(VirtualService.class).inAnyNamespace().list())));
    places.put("SeldonDeployments", List.of(Serialization.asJson(deployments())));
    places.put("requests", requests().entries().stream().map(Entry::toString).toList());
    return places;
  }

  private GenericKubernetesResourceList deployments() {
    return client
        .genericKubernetesResources("machinelearning.seldon.io/v1", "SeldonDeployment")
        .inNamespace(namespace)
        .list();
  }

  private List<String> metrics() {
    return controller
        .context()
        .getRegistry()
        .findSingleByType(MeterRegistry.class)
        .getMeters()
        .stream()
        .map(meter -> meter.getId() + " " + meter.measure())
        .toList();
  }

  /** Whether an exchange was seen with this text in it. */
  boolean exchangesTell(String text) {
    return exchanges.texts().stream().anyMatch(rendered -> rendered.contains(text));
  }
}
