package io.seldoningress.seldon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeldonDeploymentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FULL =
      """
      apiVersion: machinelearning.seldon.io/v1
      kind: SeldonDeployment
      metadata:
        name: fraud
        namespace: models
        uid: 1-2-3
        resourceVersion: "42"
        generation: 7
        creationTimestamp: "2026-01-01T00:00:00Z"
        deletionTimestamp: "2026-01-02T00:00:00Z"
        labels: {team: risk, seldon.io/controller-id: mine}
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: "{}"
          seldon.io/istio-host: a.example.com
        managedFields: [{manager: kubectl}]
      spec:
        annotations: {seldon.io/istio-retries: "3", other: x}
        predictors:
        - name: main
          traffic: 60
          annotations: {seldon.io/no-engine: "True", prometheus.io/scrape: "true"}
          labels: {version: v1}
          graph:
            name: root
            children:
            - {name: left, implementation: SKLEARN_SERVER, children: [{name: below}]}
            - {name: right, implementation: SIMPLE_MODEL}
          componentSpecs:
          - spec:
              containers:
              - name: root
                image: a:1
                ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 6000}]
          - spec: {containers: [{name: side}]}
          explainer: {type: AnchorTabular, endpoint: {service_port: 9100}}
        - {name: copy, shadow: true}
      """;

  @Test
  void theMetadataThatIsReadIsKeptAndTheRestIsNot() {
    var metadata = SeldonDeployments.fromYaml(FULL).getMetadata();

    assertThat(metadata.getName()).isEqualTo("fraud");
    assertThat(metadata.getNamespace()).isEqualTo("models");
    assertThat(metadata.getUid()).isEqualTo("1-2-3");
    assertThat(metadata.getResourceVersion()).isEqualTo("42");
    assertThat(metadata.getGeneration()).isEqualTo(7);
    assertThat(metadata.getCreationTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(metadata.getDeletionTimestamp()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(metadata.getLabels()).containsOnlyKeys("team", "seldon.io/controller-id");
    assertThat(metadata.getAnnotations()).containsOnlyKeys("seldon.io/istio-host");
    assertThat(metadata.getManagedFields()).isEmpty();
  }

  @Test
  void thePartsOfAPredictorThatRoutesNeedAreRead() {
    Predictor main = SeldonDeployments.fromYaml(FULL).predictors().get(0);

    assertThat(main.name()).isEqualTo("main");
    assertThat(main.live()).isTrue();
    assertThat(main.traffic()).isEqualTo(60);
    assertThat(main.withoutEngine()).isTrue();
    assertThat(main.annotations()).containsOnlyKeys("seldon.io/no-engine");
    assertThat(main.version()).isEqualTo("v1");
    assertThat(main.containers())
        .containsExactly(
            new Container("root", List.of(new ContainerPort("http", 8080))),
            new Container("side", List.of()));
    assertThat(main.explainer()).contains(new Explainer("AnchorTabular", 9100));
  }

  @Test
  void theGraphIsReadEachNodeBeforeItsChildren() {
    assertThat(SeldonDeployments.fromYaml(FULL).predictors().get(0).graph())
        .extracting(GraphNode::name, GraphNode::prepackaged)
        .containsExactly(
            tuple("root", false),
            tuple("left", true),
            tuple("below", false),
            tuple("right", false));
  }

  @Test
  void whatIsNotWrittenHasItsDefault() {
    Predictor copy = SeldonDeployments.fromYaml(FULL).predictors().get(1);

    assertThat(copy.live()).isFalse();
    assertThat(copy.traffic()).isZero();
    assertThat(copy.withoutEngine()).isFalse();
    assertThat(copy.serviceName()).isEmpty();
    assertThat(copy.version()).isEqualTo("copy");
    assertThat(copy.containers()).isEmpty();
    assertThat(copy.explainer()).isEmpty();
    assertThat(copy.path("traffic")).isEqualTo("spec.predictors[1].traffic");
  }

  @Test
  void annotationsOfTheSpecGoBeforeThoseOfTheMetadata() {
    SeldonDeployment deployment =
        SeldonDeployments.fromYaml(
            """
            metadata: {name: m, annotations: {seldon.io/a: outer, seldon.io/b: outer}}
            spec: {annotations: {seldon.io/a: inner}}
            """);

    assertThat(deployment.annotation("seldon.io/a")).contains("inner");
    assertThat(deployment.annotationPath("seldon.io/a")).isEqualTo("spec.annotations[seldon.io/a]");
    assertThat(deployment.annotation("seldon.io/b")).contains("outer");
    assertThat(deployment.annotationPath("seldon.io/b"))
        .isEqualTo("metadata.annotations[seldon.io/b]");
    assertThat(deployment.annotation("seldon.io/c")).isEmpty();
    assertThat(deployment.annotationPath("seldon.io/c"))
        .isEqualTo("metadata.annotations[seldon.io/c]");
  }

  @Test
  void theControllerIdIsALabel() {
    assertThat(SeldonDeployments.fromYaml(FULL).controllerId()).isEqualTo("mine");
    assertThat(SeldonDeployments.fromYaml("{}").controllerId()).isEmpty();
  }

  @Test
  void theKindIsThatOfSeldon() {
    assertThat(HasMetadata.getFullResourceName(SeldonDeployment.class))
        .isEqualTo("seldondeployments.machinelearning.seldon.io");
    assertThat(HasMetadata.getApiVersion(SeldonDeployment.class))
        .isEqualTo(SeldonDeployment.API_VERSION);
    assertThat(HasMetadata.getKind(SeldonDeployment.class)).isEqualTo(SeldonDeployment.KIND);
  }

  @Test
  void itIsWrittenWithoutItsSpec() throws Exception {
    SeldonDeployment deployment = SeldonDeployments.fromYaml(FULL);

    for (String json :
        List.of(
            JSON.writeValueAsString(deployment),
            new KubernetesSerialization().asJson(deployment))) {
      JsonNode written = JSON.readTree(json);
      assertThat(written.fieldNames())
          .toIterable()
          .containsExactly("apiVersion", "kind", "metadata");
      assertThat(written.at("/metadata/name").textValue()).isEqualTo("fraud");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "text",
        "{metadata: null, spec: null}",
        "{metadata: [], spec: text}",
        "{metadata: {name: 5, labels: [1], annotations: text, generation: x}}",
        "{metadata: {labels: {a: 1}, annotations: {seldon.io/x: {}}}}",
        "{spec: {annotations: {seldon.io/x: 5}, predictors: {}}}",
        "{spec: {predictors: [null, 5, [], text, {}]}}",
        "{spec: {predictors: [{name: {}, traffic: 1.5, shadow: 1, labels: [], graph: []}]}}",
        "{spec: {predictors: [{traffic: 99999999999, graph: {children: [null, {children: 1}]}}]}}",
        "{spec: {predictors: [{traffic: 1.0E300, explainer: {type: 1, endpoint: []}}]}}",
        "{spec: {predictors: [{componentSpecs: [null, {spec: []}, {spec: {containers: [null]}}]}]}}"
      })
  void noWrongTypeStopsTheDecodingOfAList(String hostile) throws Exception {
    String sound = SeldonDeployments.json(FULL);
    String list = "[" + String.join(",", sound, SeldonDeployments.json(hostile), sound) + "]";

    List<SeldonDeployment> decoded = JSON.readValue(list, new TypeReference<>() {});

    assertThat(decoded).hasSize(3);
    assertThat(decoded.get(2).predictors()).hasSize(2);
    assertThat(decoded.get(2).getProblems()).isEmpty();
  }

  @Test
  void aListIsDecodedAsTheClientDoesIt() {
    KubernetesSerialization serialization = new KubernetesSerialization();
    String list = "{items: [" + SeldonDeployments.json(FULL) + ", {spec: {predictors: 5}}]}";

    DefaultKubernetesResourceList<SeldonDeployment> decoded =
        serialization.unmarshal(
            new ByteArrayInputStream(SeldonDeployments.json(list).getBytes(UTF_8)),
            new TypeReference<>() {});

    assertThat(decoded.getItems()).extracting(one -> one.predictors().size()).containsExactly(2, 0);
  }

  @Test
  void anEventIsDecodedAsTheClientDoesIt() {
    KubernetesSerialization serialization = new KubernetesSerialization();
    GenericKubernetesResource generic =
        serialization.unmarshal(SeldonDeployments.json(FULL), GenericKubernetesResource.class);

    SeldonDeployment decoded = serialization.convertValue(generic, SeldonDeployment.class);

    assertThat(decoded.name()).isEqualTo("fraud");
    assertThat(decoded.getMetadata().getManagedFields()).isEmpty();
    assertThat(decoded.getSpec()).isEqualTo(SeldonDeployments.fromYaml(FULL).getSpec());
    assertThat(decoded.getProblems()).isEmpty();
  }

  @Test
  void aFieldOfAnotherTypeIsAProblemWithItsPath() {
    assertThat(SeldonDeployments.withPredictors("{name: a, traffic: \"50\"}").getProblems())
        .containsExactly(new Problem("spec.predictors[0].traffic", "\"50\"", "a whole number"));
  }

  @Test
  void aWholeNumberMayBeWrittenAsAFraction() {
    SeldonDeployment deployment = SeldonDeployments.withPredictors("{name: a, traffic: 50.0}");

    assertThat(deployment.getProblems()).isEmpty();
    assertThat(deployment.predictors().get(0).traffic()).isEqualTo(50);
  }

  @Test
  void labelsThatRoutesDoNotNeedMayBeAnything() {
    assertThat(SeldonDeployments.withPredictors("{name: a, labels: {tier: 5}}").getProblems())
        .isEmpty();
  }

  @Test
  void thousandsOfProblemsAreNotKept() {
    assertThat(SeldonDeployments.withPredictors("null,".repeat(5000) + "null").getProblems())
        .hasSize(50);
  }

  @Test
  void aDeepGraphIsRead() {
    int depth = 400;
    String graph = "{name: x, children: [".repeat(depth) + "]}".repeat(depth);

    assertThat(
            SeldonDeployments.withPredictors("{graph: " + graph + "}").predictors().get(0).graph())
        .hasSize(depth);
  }
}
