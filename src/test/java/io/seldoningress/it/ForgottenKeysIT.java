package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.KeyText;
import io.seldoningress.testing.PackagedProgram;
import io.seldoningress.testing.PrivateKeyTraces;
import io.seldoningress.testing.RealApiServer;
import io.seldoningress.testing.TestKeys;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of private keys in the memory of the program when it has checked them: its heap
 * after a garbage collection, as a file.
 */
class ForgottenKeysIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final PrivateKeyTraces traces = new PrivateKeyTraces();
  private KubernetesClient client;
  private String ingress;
  private PackagedProgram packaged;
  private Process program;

  @BeforeEach
  void start() throws Exception {
    RealApiServer server = RealApiServer.shared();
    client = server.newClient();
    ingress = server.newNamespace("ingress");
    packaged = PackagedProgram.in(folder);
    program =
        packaged.start(
            Map.of(
                "KUBECONFIG",
                server.writeKubeconfig(folder.resolve("kubeconfig")).toString(),
                "WATCH_NAMESPACES",
                server.newNamespace("models"),
                "LEADER_ELECTION_ENABLED",
                "false",
                "GATEWAY_MANAGED",
                "true",
                "GATEWAY_NAMESPACE",
                ingress,
                "ISTIO_GATEWAY",
                ingress + "/seldon-gateway"));
  }

  @AfterEach
  void stop() {
    program.destroyForcibly();
    client.close();
  }

  @Test
  void keysThatWereReadAreForgotten() throws Exception {
    put(secret("rotated", "old.example.com", TestKeys.rsa("forgotten")));
    awaitServed("old.example.com");
    put(secret("rotated", "new.example.com", TestKeys.ec("secp256r1")));
    awaitServed("new.example.com");

    assertOnlyTheHostIsInTheHeap("new.example.com");
  }

  /** Of the two things that came in the same answer. */
  private void assertOnlyTheHostIsInTheHeap(String host) throws Exception {
    traces.addPublic(host);
    Path heap = packaged.dumpHeap(program);

    assertThat(traces.in(heap)).containsExactly(host);
  }

  private Secret secret(String name, String host, KeyPair keys) {
    IssuedCertificate certificate = Certificates.named("CN=test").keys(keys).dnsNames(host).issue();
    traces.add(KeyText.of("the key for " + host, certificate.keyPem()));
    return ManagedGatewayFixture.labelled(certificate.tlsSecret(ingress, name), "server");
  }

  private void put(Secret secret) {
    Secret unused = client.resource(secret).fieldManager("user").forceConflicts().serverSideApply();
  }

  private void awaitServed(String host) {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              Gateway found =
                  client
                      .resources(Gateway.class)
                      .inNamespace(ingress)
                      .withName("seldon-gateway")
                      .get();
              return found != null
                  && found.getSpec().getServers().stream()
                      .anyMatch(server -> server.getHosts().contains(host));
            });
  }
}
