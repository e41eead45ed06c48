package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.api.security.v1beta1.Rule;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.RequestAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call: its objects are written before there are routes, kept, and removed. */
abstract class AccessContract extends ControllerContract {

  private static final Map<String, String> ENABLED =
      Map.of("access.enabled", "true", "access.issuers", "https://issuer.example.com");

  private static final String POLICIES =
      """
              - split:
                  simple: "${body.authorizationPolicies}"
                  stopOnException: true
                  steps:
                    - to: direct:apply-authorization-policy
      """;

  private static final String WITH_TOKEN =
      "annotations: {seldon.io/istio-access-issuers: 'https://issuer.example.com'}";

  @Test
  void whoMayCallIsWrittenBeforeThereAreRoutes() {
    startController(ENABLED);
    apply("income", WITH_TOKEN, predictors("main"));
    awaitVirtualService("income");

    assertThat(writtenResources())
        .containsExactly(
            "requestauthentications",
            "authorizationpolicies",
            "destinationrules",
            "virtualservices");
    assertThat(policy("income").get().getSpec().getSelector().getMatchLabels())
        .containsEntry("seldon-deployment-id", "income");
    assertThat(authentication("income").get().getSpec().getJwtRules())
        .extracting(rule -> rule.getIssuer())
        .containsExactly("https://issuer.example.com");
  }

  @Test
  void anEditedOrDeletedPolicyIsPutRight() {
    startController(ENABLED);
    apply("income", WITH_TOKEN, predictors("main"));
    awaitVirtualService("income");

    AuthorizationPolicy edited = policy("income").edit(AccessContract::open);
    assertThat(rules(edited)).isEqualTo(1);
    eventually().until(() -> rules(policy("income").get()) == 2);

    policy("income").delete();
    authentication("income").delete();
    eventually().until(() -> policy("income").get() != null);
    eventually().until(() -> authentication("income").get() != null);
  }

  @Test
  void theyGoWithTheAnnotationAndTheRoutesStay() {
    startController(ENABLED);
    apply("income", WITH_TOKEN, predictors("main"));
    awaitVirtualService("income");

    apply("income", predictors("main"));

    eventually().until(() -> policy("income").get() == null);
    eventually().until(() -> authentication("income").get() == null);
    assertThat(virtualService("income").get()).isNotNull();
  }

  @Test
  void aPolicyStaysWhereTheNextAnnotationIsWrong() {
    startController(ENABLED);
    apply("income", WITH_TOKEN, predictors("main"));
    awaitVirtualService("income");
    String before = policy("income").get().getMetadata().getResourceVersion();

    apply("income", "annotations: {seldon.io/istio-access-isuers: x}", predictors("main"));

    assertThat(awaitWarning("income", "InvalidSeldonDeployment"))
        .contains("istio-access-isuers", "seldon.io/istio-access-issuers");
    awaitAllHandled();
    assertThat(policy("income").get().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void anIssuerThatTheSettingsDoNotNameIsRefused() {
    startController(ENABLED);
    apply(
        "income",
        "annotations: {seldon.io/istio-access-issuers: 'https://evil.example.com'}",
        predictors("main"));

    assertThat(awaitWarning("income", "InvalidSeldonDeployment"))
        .contains("https://evil.example.com", "access.issuers");
    assertThat(virtualService("income").get()).isNull();
  }

  @Test
  void byDefaultItIsRefusedAndNothingOfItIsLookedAt() {
    startController();
    apply("income", WITH_TOKEN, predictors("main"));

    assertThat(awaitWarning("income", "InvalidSeldonDeployment")).contains("access.enabled");
    awaitAllHandled();
    assertThat(virtualService("income").get()).isNull();
    assertThat(requests().entries())
        .extracting(Entry::path)
        .noneMatch(path -> path.contains("security.istio.io"));
  }

  @Test
  void thePolicyOfSomebodyElseIsLeftAlone() {
    HasMetadata unused =
        client
            .resource(
                yaml(
                    """
                    apiVersion: security.istio.io/v1
                    kind: AuthorizationPolicy
                    metadata: {name: income, namespace: NAMESPACE}
                    spec: {}
                    """))
            .create();
    startController(ENABLED);
    apply("income", WITH_TOKEN, predictors("main"));

    assertThat(awaitWarning("income", "ObjectOfAnotherOwner"))
        .contains("AuthorizationPolicy", "income");
    awaitAllHandled();
    assertThat(virtualService("income").get()).isNull();
  }

  /** As with routes that a user edited before there was access. */
  @Test
  void routesThatDoNotWriteWhoMayCallWriteNoRouteEither(@TempDir Path folder) throws Exception {
    copyRoutesWithout(folder, POLICIES);
    Map<String, String> settings = new HashMap<>(ENABLED);
    settings.put("routes.directory", folder.toString());
    startController(settings);
    apply("income", WITH_TOKEN, predictors("main"));
    apply("open", predictors("main"));

    assertThat(awaitWarning("income", "StepFailed"))
        .contains("AuthorizationPolicy", "routes/reconcile.yaml", "authorizationPolicies");
    awaitVirtualService("open");
    assertThat(virtualService("income").get()).isNull();
  }

  private static void copyRoutesWithout(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.list(RunningController.ROUTES)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(file.getFileName());
        Files.writeString(copy, Files.readString(file).replace(part, ""));
      }
    }
    assertThat(folder.resolve("reconcile.yaml")).content().doesNotContain(part);
    assertThat(RunningController.ROUTES.resolve("reconcile.yaml")).content().contains(part);
  }

  private List<String> writtenResources() {
    return writes().stream()
        .map(Entry::path)
        .filter(path -> path.contains("/" + namespace + "/") && path.contains("istio.io"))
        .map(path -> path.split("/" + namespace + "/", 2)[1].split("/", 2)[0])
        .toList();
  }

  private Resource<AuthorizationPolicy> policy(String name) {
    return client.resources(AuthorizationPolicy.class).inNamespace(namespace).withName(name);
  }

  private Resource<RequestAuthentication> authentication(String name) {
    return client.resources(RequestAuthentication.class).inNamespace(namespace).withName(name);
  }

  private static int rules(AuthorizationPolicy policy) {
    return policy.getSpec().getRules().size();
  }

  private static AuthorizationPolicy open(AuthorizationPolicy policy) {
    policy.getSpec().setRules(List.of(new Rule()));
    return policy;
  }
}
