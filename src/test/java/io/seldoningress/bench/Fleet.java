package io.seldoningress.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.ClusterJson;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Canary SeldonDeployments of one size, in ten namespaces, and the Istio objects of each. */
final class Fleet {

  static final int NAMESPACES = 10;

  private static final String SELDON = "/apis/machinelearning.seldon.io/v1/namespaces/%s/%s";
  private static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/%s/%s";
  private static final int FIRST_SHARE = 75;
  private static final int WORKERS = 16;

  /** One SeldonDeployment. */
  record Member(String namespace, String name) {

    String path() {
      return SELDON.formatted(namespace, "seldondeployments/" + name);
    }

    String key() {
      return namespace + "/" + name;
    }
  }

  /** An object as it is sent. */
  record Body(String path, String json) {}

  private final RawApi api;
  private final int padding;
  private final List<Member> members;
  private final KubernetesSerialization serialization = ClusterJson.serialization();

  /**
   * @param size how many
   * @param padding characters in the environment of each one's containers
   */
  Fleet(RawApi api, int size, int padding) {
    this.api = api;
    this.padding = padding;
    this.members =
        IntStream.range(0, size)
            .mapToObj(i -> new Member("bench-" + i % NAMESPACES, "model-%05d".formatted(i)))
            .toList();
  }

  static void makeNamespaces(KubernetesClient client) {
    for (int i = 0; i < NAMESPACES; i++) {
      String name = "bench-" + i;
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .serverSideApply();
    }
  }

  List<Member> members() {
    return members;
  }

  void create() {
    InParallel.each(
        WORKERS,
        members,
        member ->
            api.create(SELDON.formatted(member.namespace(), "seldondeployments"), json(member)));
  }

  /** Gives the first predictor another share. */
  void shift(Member member, int share) {
    api.merge(member.path(), shares(share));
  }

  /** What its operator writes into the status all the time. */
  void touchStatus(Member member, int replicas) {
    api.merge(
        member.path() + "/status",
        "{\"status\":{\"state\":\"Available\",\"replicas\":%d}}".formatted(replicas));
  }

  /** The Istio objects as the program makes them, each list in the order of writing. */
  List<List<Body>> routes() {
    List<List<Body>> all = new ArrayList<>();
    for (Member member : members) {
      all.add(routes(read(member)));
    }
    return all;
  }

  /** The VirtualService with another share. */
  Body virtualService(Member member, int share) {
    JsonNode object = serialization.unmarshal(text(member), JsonNode.class);
    ((ObjectNode) object)
        .set("spec", serialization.unmarshal(shares(share), JsonNode.class).get("spec"));
    SeldonDeployment changed = serialization.convertValue(object, SeldonDeployment.class);
    List<Body> routes = routes(changed);
    return routes.get(routes.size() - 1);
  }

  void deleteRoutes() {
    deleteAll(ISTIO, "virtualservices");
    deleteAll(ISTIO, "destinationrules");
  }

  void delete() {
    deleteAll(SELDON, "seldondeployments");
  }

  private void deleteAll(String group, String plural) {
    List<Integer> namespaces = IntStream.range(0, NAMESPACES).boxed().toList();
    InParallel.each(NAMESPACES, namespaces, i -> api.delete(group.formatted("bench-" + i, plural)));
  }

  private List<Body> routes(SeldonDeployment deployment) {
    return IstioRoutes.make(deployment, RoutingSettings.defaults()).stream()
        .map(this::body)
        .toList();
  }

  private Body body(HasMetadata object) {
    String path =
        ISTIO.formatted(
            object.getMetadata().getNamespace(),
            object.getPlural() + "/" + object.getMetadata().getName());
    return new Body(path, serialization.asJson(object));
  }

  private SeldonDeployment read(Member member) {
    return serialization.unmarshal(text(member), SeldonDeployment.class);
  }

  private String text(Member member) {
    return new String(api.get(member.path()), UTF_8);
  }

  private String json(Member member) {
    return """
        {"apiVersion": "machinelearning.seldon.io/v1", "kind": "SeldonDeployment",
         "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
        """
        .formatted(member.name(), member.namespace(), spec(FIRST_SHARE));
  }

  private String shares(int share) {
    return "{\"spec\": " + spec(share) + "}";
  }

  private String spec(int share) {
    return "{\"predictors\": [%s, %s]}"
        .formatted(predictor("main", share), predictor("canary", 100 - share));
  }

  private String predictor(String name, int share) {
    return """
        {"name": "%s", "replicas": 1, "traffic": %d,
         "graph": {"name": "classifier", "implementation": "SKLEARN_SERVER", "modelUri": "gs://models/%s"},
         "componentSpecs": [{"spec": {"containers": [{"name": "classifier", "image": "model:1"%s}]}}]}
        """
        .formatted(name, share, name, padding == 0 ? "" : ", \"env\": " + environment());
  }

  /** Text that does not compress, as a model's settings would not. */
  private String environment() {
    Random random = new Random(padding);
    StringBuilder variables = new StringBuilder("[");
    // Half for each of the two predictors.
    for (int i = 0; variables.length() < padding / 2; i++) {
      variables.append(i == 0 ? "" : ", ");
      variables.append(
          "{\"name\": \"SETTING_%d\", \"value\": \"%016x%016x\"}"
              .formatted(i, random.nextLong(), random.nextLong()));
    }
    return variables.append("]").toString();
  }
}
