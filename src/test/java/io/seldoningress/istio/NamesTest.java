package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final String D50 = "d".repeat(50);

  @Test
  void aVirtualServiceHasTheDeploymentsNameUpTo63Characters() {
    assertThat(Names.virtualService(SeldonDeployments.named("d".repeat(63), "")))
        .isEqualTo("d".repeat(63));
    assertThat(Names.virtualService(SeldonDeployments.named("d".repeat(64), "")))
        .matches("seldon-[0-9a-f]{32}");
  }

  @Test
  void theHashIsTheOneOfTheOperator() {
    String name = "deployment-name-longer-than-sixty-three-characters-for-hash-testing";

    assertThat(Names.virtualService(SeldonDeployments.named(name, "")))
        .isEqualTo("seldon-7db6eec8e7a761447f322914a8809856");
    assertThat(key(name, "name: p")).isEqualTo("seldon-ea35003627f1863247a8a5e78ccd95dc");
  }

  @Test
  void aPredictorKeyJoinsBothNamesUpTo63Characters() {
    assertThat(key("m", "name: a")).isEqualTo("m-a");
    assertThat(key(D50, "name: " + "p".repeat(12))).isEqualTo(D50 + "-" + "p".repeat(12));
    assertThat(key(D50, "name: " + "p".repeat(13))).matches("seldon-[0-9a-f]{32}");
  }

  @Test
  void aChosenServiceNameIsUsedAsItIs() {
    assertThat(key(D50 + D50, "name: a, annotations: {seldon.io/svc-name: fraud}"))
        .isEqualTo("fraud");
  }

  @ParameterizedTest
  @CsvSource({
    // the key, of so many characters, is followed by as much of -http as fits; no dash at the end
    "58, -http",
    "59, -htt",
    "60, -ht",
    "61, -h",
    "62, ''",
    "63, ''"
  })
  void theVirtualServiceOfAnExplainerIsCutAt63Characters(int keyLength, String suffix) {
    SeldonDeployment deployment =
        SeldonDeployments.named(
            "d".repeat(keyLength - "-p-explainer".length()), "predictors: [{name: p}]");
    Predictor predictor = deployment.predictors().get(0);
    String key = Names.explainerKey(deployment, predictor);

    assertThat(key).hasSize(keyLength);
    assertThat(Names.explainerVirtualService(deployment, predictor)).isEqualTo(key + suffix);
  }

  @Test
  void theKeyOfAnExplainerIsHashedOver63Characters() {
    SeldonDeployment deployment =
        SeldonDeployments.named("d".repeat(58), "predictors: [{name: p}]");
    Predictor predictor = deployment.predictors().get(0);

    assertThat(Names.explainerKey(deployment, predictor))
        .isEqualTo("seldon-4317f04aa5d1965ca0777f0efb2b8620");
    assertThat(Names.explainerVirtualService(deployment, predictor))
        .isEqualTo("seldon-4317f04aa5d1965ca0777f0efb2b8620-http");
  }

  @Test
  void everyObjectIsClaimed() {
    SeldonDeployment deployment =
        SeldonDeployments.withPredictors(
            "{name: a, explainer: {type: T}}, {name: s, shadow: true},"
                + " {name: b, annotations: {seldon.io/svc-name: chosen}}");

    assertThat(Names.generated(deployment))
        .containsExactly(
            new GeneratedName("DestinationRule", "chosen"),
            new GeneratedName("DestinationRule", "m-a"),
            new GeneratedName("DestinationRule", "m-a-explainer"),
            new GeneratedName("DestinationRule", "m-s"),
            new GeneratedName("VirtualService", "m"),
            new GeneratedName("VirtualService", "m-a-explainer-http"));
  }

  @ParameterizedTest
  @CsvSource({
    "income, income-mesh",
    "a.b, a.b-mesh",
    "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddd, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddd-mesh",
    "ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd, seldon-76286f1a44fd4c395467a13b9493b91d"
  })
  void theVirtualServiceOfTheMeshIsClaimedToo(String name, String mesh) {
    SeldonDeployment deployment =
        SeldonDeployments.named(
            name, "annotations: {seldon.io/istio-mesh-host: a.b.c}, predictors: [{name: a}]");

    assertThat(Names.meshVirtualService(deployment)).isEqualTo(mesh);
    assertThat(Names.ofDeployment(deployment))
        .containsExactly(Names.mainName(deployment), new GeneratedName("VirtualService", mesh));
    assertThat(Names.generated(deployment)).contains(new GeneratedName("VirtualService", mesh));
  }

  @Test
  void twoDeploymentsThatMeetAreFoundByTheirClaims() {
    assertThat(Names.generated(SeldonDeployments.named("a-b", "predictors: [{name: c}]")))
        .contains(new GeneratedName("DestinationRule", "a-b-c"));
    assertThat(Names.generated(SeldonDeployments.named("a", "predictors: [{name: b-c}]")))
        .contains(new GeneratedName("DestinationRule", "a-b-c"));
  }

  @Test
  void aBrokenDeploymentClaimsWhatNamesCanBeMadeOf() {
    SeldonDeployment deployment =
        SeldonDeployments.withPredictors(
            "{}, null, {name: Upper}, {name: a, traffic: -5}, {name: a},"
                + " {annotations: {seldon.io/svc-name: \"no name\"}}");

    assertThat(Names.generated(deployment))
        .containsExactly(
            new GeneratedName("DestinationRule", "m-a"), new GeneratedName("VirtualService", "m"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{metadata: {}, spec: {predictors: [{name: a}]}}"})
  void withoutANameNothingIsClaimed(String yaml) {
    assertThat(Names.generated(SeldonDeployments.fromYaml(yaml))).isEmpty();
  }

  private static String key(String deployment, String predictor) {
    SeldonDeployment one = SeldonDeployments.named(deployment, "predictors: [{" + predictor + "}]");
    return Names.predictorKey(one, one.predictors().get(0));
  }

  /**
   * Nothing is made that is not claimed. Nothing else is claimed, but where only sidecars have
   * routes, what gateways would.
   */
  static void assertClaimed(SeldonDeployment deployment, List<GeneratedName> made) {
    assertThat(Names.generated(deployment)).containsAll(made);
    if (made.contains(Names.mainName(deployment))) {
      assertThat(made).containsAll(Names.generated(deployment));
    }
  }
}
