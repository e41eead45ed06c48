package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of objects whose controlling owner is deleted. */
abstract class GarbageContract extends ApiServerContract {

  @Test
  void objectsGoWithTheOwnerThatControlsThem() {
    GenericKubernetesResource owner =
        client.resource(deployment("spec: {name: x, predictors: []}")).create();
    apply("ours", owner(owner.getMetadata().getUid(), true), SPEC);
    applyRule("ours", "{host: not-owned}");

    client.resource(owner).delete();

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> stored() == null);
    assertThat(
            client
                .genericKubernetesResources("networking.istio.io/v1", "DestinationRule")
                .inNamespace(namespace)
                .list()
                .getItems())
        .hasSize(1);
  }
}
