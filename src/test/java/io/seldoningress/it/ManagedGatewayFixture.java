package io.seldoningress.it;

import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the Gateway that the controller keeps have in common: one for each test. */
abstract class ManagedGatewayFixture extends IngressReadyFixture {

  static final String DEFAULT_SECRET = "seldon-ssl-cert";
  static final String GATEWAY = "seldon-gateway";

  /** The namespace of the ingress gateway. */
  String ingress;

  @BeforeEach
  void makeIngressNamespace() {
    ingress = server().newNamespace("ingress");
  }

  /** Starts the controller so that it keeps a Gateway, with pairs of further settings. */
  void startKeeping(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("gateway.managed", "true");
    all.put("gateway.namespace", ingress);
    all.put("istio.gateway", ingress + "/" + GATEWAY);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    startController(all);
  }

  void restartKeeping(String... settings) {
    stopController();
    startKeeping(settings);
  }

  Resource<Gateway> gateway() {
    return client.resources(Gateway.class).inNamespace(ingress).withName(GATEWAY);
  }

  /** The servers of the Gateway, a line each, such as {@code 443 * seldon-ssl-cert}. */
  List<String> servers() {
    Gateway found = gateway().get();
    return found == null
        ? List.of()
        : found.getSpec().getServers().stream().map(ManagedGatewayFixture::told).toList();
  }

  private static String told(Server server) {
    String tls =
        server.getTls() == null
            ? ""
            : " "
                + (Boolean.TRUE.equals(server.getTls().getHttpsRedirect())
                    ? "redirect"
                    : server.getTls().getCredentialName());
    return server.getPort().getNumber() + " " + String.join(",", server.getHosts()) + tls;
  }

  void awaitServers(String... servers) {
    eventually().until(this::servers, Arrays.asList(servers)::equals);
  }

  /** A certificate for hosts, with a key that other tests have too. */
  static IssuedCertificate certificate(String... hosts) {
    return Certificates.named("CN=test").dnsNames(hosts).issue();
  }

  /** Creates or replaces a Secret, as a user or cert-manager does. */
  void put(Secret secret) {
    Secret unused = client.resource(secret).fieldManager("user").forceConflicts().serverSideApply();
  }

  void put(String name, IssuedCertificate certificate) {
    put(certificate.tlsSecret(ingress, name));
  }

  static Secret labelled(Secret secret, String value) {
    secret.getMetadata().setLabels(Map.of("seldon.io/istio-tls", value));
    return secret;
  }

  /** With the annotation in which {@code kubectl apply} keeps all of it. */
  static Secret appliedByKubectl(Secret secret) {
    return new SecretBuilder(secret)
        .editMetadata()
        .addToAnnotations(
            "kubectl.kubernetes.io/last-applied-configuration", Serialization.asJson(secret))
        .endMetadata()
        .build();
  }

  Resource<Secret> secret(String name) {
    return client.secrets().inNamespace(ingress).withName(name);
  }

  /** Waits for a Warning Event in the namespace of the ingress gateway; gives its message. */
  String awaitIngressWarning(String name, String reason) {
    return eventually()
        .until(
            () ->
                client.v1().events().inNamespace(ingress).list().getItems().stream()
                    .filter(event -> event.getInvolvedObject().getName().equals(name))
                    .filter(event -> event.getReason().equals(reason))
                    .map(Event::getMessage)
                    .findFirst()
                    .orElse(""),
            message -> !message.isEmpty());
  }

  double metric(String name, String secret) {
    Gauge gauge =
        controller
            .context()
            .getRegistry()
            .findSingleByType(MeterRegistry.class)
            .find(name)
            .tag("secret", secret)
            .gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }
}
