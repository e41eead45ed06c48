package io.seldoningress.it;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.AuthorizationPolicyBuilder;
import io.fabric8.istio.api.security.v1.RequestAuthentication;
import io.fabric8.istio.api.security.v1.RequestAuthenticationBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.seldoningress.chart.Granted;
import io.seldoningress.testing.UsedPermissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the roles of the chart the controller does all its work, and is allowed nothing else. */
abstract class ChartPermissionsContract extends ChartPermissionsFixture {

  private static final String EXPLAINED =
      """
      {predictors: [{name: main, graph: {name: classifier}, explainer: {type: AnchorTabular}}]}
      """;

  @Test
  void itDoesAllItsWorkIsRefusedNothingAndUsesEachPermission(@TempDir Path routes)
      throws IOException {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startAsInstalled(routes);
    routesFollowAndDriftIsRepaired();
    whoMayCallIsKept();
    whatIsStaleIsPruned();
    whatIsRefusedIsTold();
    theGatewayIsKeptAndCertificatesAreTold();
    itTellsAgainAfterARestart(routes);
    theGatewayGoesWithItsLastServer();

    assertThat(lease().getSpec().getHolderIdentity()).startsWith("chart");
    assertThat(log.entries()).noneMatch(entry -> entry.status() == HTTP_FORBIDDEN);
    assertThat(UsedPermissions.of(log.entries())).isEqualTo(Granted.by(renderedIn(any -> true)));
  }

  private void routesFollowAndDriftIsRepaired() {
    apply("income", predictors("main=75", "canary=25"));
    awaitCondition("income", "True", "Routed");
    awaitShares("income", "main=75 canary=25");
    VirtualService unused = virtualService("income").edit(ChartPermissionsContract::shiftShares);
    awaitShares("income", "main=75 canary=25");
    DestinationRule edited =
        destinationRule("income-main").edit(ChartPermissionsContract::withoutPool);
    eventually()
        .until(
            () ->
                destinationRule("income-main")
                        .get()
                        .getSpec()
                        .getTrafficPolicy()
                        .getConnectionPool()
                    != null);
    assertThat(edited.getSpec().getTrafficPolicy().getConnectionPool()).isNull();
    virtualService("income").delete();
    awaitVirtualService("income");
  }

  private void whoMayCallIsKept() {
    apply(
        "closed",
        "annotations: {seldon.io/istio-access-issuers: 'https://issuer.example.com'}",
        predictors("main"));
    awaitVirtualService("closed");
    AuthorizationPolicy edited =
        policy("closed")
            .edit(
                policy ->
                    new AuthorizationPolicyBuilder(policy)
                        .editSpec()
                        .withRules()
                        .endSpec()
                        .build());
    eventually().until(() -> !policy("closed").get().getSpec().getRules().isEmpty());
    RequestAuthentication other =
        authentication("closed")
            .edit(
                it ->
                    new RequestAuthenticationBuilder(it)
                        .editSpec()
                        .withJwtRules()
                        .endSpec()
                        .build());
    eventually().until(() -> !authentication("closed").get().getSpec().getJwtRules().isEmpty());
    apply("closed", predictors("main"));
    eventually().until(() -> policy("closed").get() == null);
    eventually().until(() -> authentication("closed").get() == null);
    assertThat(edited.getSpec().getRules()).isEmpty();
    assertThat(other.getSpec().getJwtRules()).isEmpty();
  }

  private Resource<AuthorizationPolicy> policy(String name) {
    return client.resources(AuthorizationPolicy.class).inNamespace(namespace).withName(name);
  }

  private Resource<RequestAuthentication> authentication(String name) {
    return client.resources(RequestAuthentication.class).inNamespace(namespace).withName(name);
  }

  private void whatIsStaleIsPruned() {
    apply("explained", EXPLAINED);
    awaitVirtualService("explained-main-explainer-http");
    apply("explained", predictors("main"));
    eventually().until(() -> virtualService("explained-main-explainer-http").get() == null);
    eventually().until(() -> destinationRule("explained-main-explainer").get() == null);
  }

  private void whatIsRefusedIsTold() {
    apply("broken", "annotations: {seldon.io/istio-retries: three}", predictors("main"));
    assertThat(awaitWarning("broken", "InvalidSeldonDeployment")).contains("three");
    awaitCondition("broken", "False", "InvalidSeldonDeployment");
  }

  private void theGatewayIsKeptAndCertificatesAreTold() {
    awaitServers("80 *", "443 * seldon-ssl-cert");
    gateway().delete();
    awaitServers("80 *", "443 * seldon-ssl-cert");
    Secret bad = certificate("a.example.com").tlsSecret(ingress, DEFAULT_SECRET);
    bad.getData().put("tls.key", "bm8ga2V5");
    put(bad);
    awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable");
  }

  private void itTellsAgainAfterARestart(Path routes) throws IOException {
    stopController();
    assertThat(lease().getSpec().getHolderIdentity()).as("given back").isNullOrEmpty();
    startAsInstalled(routes);
    apply("broken", "annotations: {seldon.io/istio-retries: four}", predictors("main"));
    eventually()
        .until(() -> awaitWarning("broken", "InvalidSeldonDeployment"), it -> it.contains("four"));
  }

  private void theGatewayGoesWithItsLastServer() {
    secret(DEFAULT_SECRET).delete();
    eventually().until(() -> gateway().get() == null);
    eventually().until(controller::idle);
  }

  @Test
  void theApiServerKnowsOfNoOtherPermissionOfIt() {
    for (String place : List.of(release, namespace, ingress, "default", "kube-system")) {
      Set<String> beyond = rules(asController, place);
      beyond.removeAll(rules(asNobody, place));

      assertThat(beyond).as(place).isEqualTo(Granted.by(renderedIn(place::equals)));
    }
  }

  private Lease lease() {
    return client.leases().inNamespace(release).withName("seldon-istio-ingress").get();
  }

  private List<PolicyRule> renderedIn(Predicate<String> namespace) {
    return Stream.concat(
            chart.all(ClusterRole.class).stream().map(ClusterRole::getRules),
            chart.all(Role.class).stream()
                .filter(role -> namespace.test(role.getMetadata().getNamespace()))
                .map(Role::getRules))
        .flatMap(List::stream)
        .toList();
  }

  private static Set<String> rules(KubernetesClient user, String place) {
    List<ResourceRule> rules =
        user.authorization()
            .v1()
            .selfSubjectRulesReview()
            .create(
                new SelfSubjectRulesReviewBuilder()
                    .withNewSpec()
                    .withNamespace(place)
                    .endSpec()
                    .build())
            .getStatus()
            .getResourceRules();
    return Granted.by(
        rules.stream()
            .map(
                rule ->
                    new PolicyRuleBuilder()
                        .withApiGroups(rule.getApiGroups())
                        .withResources(rule.getResources())
                        .withVerbs(rule.getVerbs())
                        .build())
            .toList());
  }

  private static VirtualService shiftShares(VirtualService object) {
    var routes = object.getSpec().getHttp().get(0).getRoute();
    routes.get(0).setWeight(0);
    routes.get(1).setWeight(100);
    return object;
  }

  private static DestinationRule withoutPool(DestinationRule object) {
    object.getSpec().getTrafficPolicy().setConnectionPool(null);
    return object;
  }
}
