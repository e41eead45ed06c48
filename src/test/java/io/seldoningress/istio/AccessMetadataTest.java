package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What would take the force of a policy is not passed on to it. */
class AccessMetadataTest {

  private final SeldonDeployment deployment =
      SeldonDeployments.fromYaml(
          """
          metadata:
            name: income
            namespace: models
            uid: 8d0f7b1c
            labels: {istio.io/rev: other}
            annotations:
              istio.io/dry-run: "true"
              seldon.io/istio-labels: istio.io/rev
              seldon.io/istio-annotations: istio.io/dry-run
              seldon.io/istio-access-issuers: https://issuer.example.com
          spec: {predictors: [{name: main}]}
          """);

  private final List<HasMetadata> objects =
      IstioRoutes.make(
          deployment,
          RoutingSettings.defaults()
              .withAccess(
                  Optional.of(
                      new AccessPolicy(
                          List.of(AccessIssuer.parse("https://issuer.example.com").orElseThrow()),
                          "istio-system"))));

  @Test
  void itIsOnRoutesAndNotOnWhatSaysWhoMayCall() {
    assertThat(objects)
        .extracting(one -> one.getKind() + " " + passedOn(one))
        .containsExactly(
            "RequestAuthentication false",
            "AuthorizationPolicy false",
            "DestinationRule true",
            "VirtualService true");
  }

  private static boolean passedOn(HasMetadata object) {
    return object.getMetadata().getLabels().containsKey("istio.io/rev")
        || Optional.ofNullable(object.getMetadata().getAnnotations())
            .filter(annotations -> annotations.containsKey("istio.io/dry-run"))
            .isPresent();
  }
}
