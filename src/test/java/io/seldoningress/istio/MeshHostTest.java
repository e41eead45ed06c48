package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose Service a host in the mesh is, for a SeldonDeployment in the namespace models. */
class MeshHostTest {

  private static final String CLUSTER_DOMAIN = "cluster.local";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models.example.com",
        "a.b.co.uk",
        "*.example.com",
        "models.x.xn--p1ai",
        "models.prod.internal",
        "svc.cluster.example.com"
      })
  void outsideOfTheCluster(String host) {
    assertThat(new MeshHost(host, CLUSTER_DOMAIN).target("models")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "payments, models, payments",
    "svc, models, svc",
    "payments.models, models, payments",
    "payments.models.svc, models, payments",
    "payments.models.svc.cluster, models, payments",
    "payments.models.svc.cluster.local, models, payments",
    "payments.models.svc.clusterset.local, models, payments",
    "0.payments.models, models, payments",
    "0.payments.models.svc, models, payments",
    "*.payments.models, models, payments",
    "*.models, models, ''",
    "*.models.svc, models, ''",
    "*.models.svc.cluster.local, models, ''",
    "payments.prod, prod, payments",
    "example.com, com, example",
    "payments.prod.svc, prod, payments",
    "payments.prod.svc.cluster, prod, payments",
    "payments.prod.svc.cluster.local, prod, payments",
    "payments.prod.svc.clusterset, prod, payments",
    "payments.prod.svc.clusterset.local, prod, payments",
    "0.payments.prod.svc.cluster.local, prod, payments",
    "0.payments.team-a, team-a, payments",
    "0.payments.team2, team2, payments",
    "*.payments.team-a, team-a, payments",
    "*.prod.svc, prod, ''",
    "*.prod, prod, ''",
    "*.com, com, ''",
    "a.models.prod.svc.cluster.local, prod, models",
    "models.svc, '', ''",
    "models.svc.cluster.local, '', ''",
    "svc.cluster.local, '', ''",
    "cluster.local, '', ''",
    "*.svc.cluster.local, '', ''",
    "*.svc, '', ''",
    "*.cluster.local, '', ''",
    "*.cluster, '', ''",
    "*.local, '', ''",
    "*.clusterset.local, '', ''",
    "10-0-0-7.models.pod, '', ''",
    "10-0-0-7.models.pod.cluster.local, '', ''",
    "node.cluster.local, '', ''",
    "10.96.0.10, '', ''"
  })
  void insideOfIt(String host, String namespace, String service) {
    assertThat(new MeshHost(host, CLUSTER_DOMAIN).target("models"))
        .contains(new MeshHost.Target(namespace, service));
  }

  @ParameterizedTest
  @CsvSource({
    "a.prod.svc.k8s.example.org, prod, a",
    "a.prod.svc.k8s.example, prod, a",
    "a.prod.svc.k8s, prod, a",
    "a.prod.svc, prod, a",
    "*.example.org, '', ''",
    "*.k8s.example.org, '', ''",
    "api.k8s.example.org, '', ''"
  })
  void insideOfAClusterWithADomainOfItsOwn(String host, String namespace, String service) {
    assertThat(new MeshHost(host, "k8s.example.org").target("models"))
        .contains(new MeshHost.Target(namespace, service));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "svc", "local", "com"})
  void aNamespaceWithAMisleadingNameGivesNobodyTheWholeCluster(String namespace) {
    for (String host : new String[] {"10.0.0.7", "*.svc", "*.local", "*.svc.cluster.local"}) {
      assertThat(new MeshHost(host, CLUSTER_DOMAIN).target(namespace))
          .contains(new MeshHost.Target("", ""));
    }
  }
}
