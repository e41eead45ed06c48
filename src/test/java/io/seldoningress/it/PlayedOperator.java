package io.seldoningress.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The part of the Seldon operator that is about Istio: it creates what is not there, and puts its
 * spec in place of one that differs, whoever wrote that; VirtualServices come first. It sends no
 * labels, and keeps those that it reads.
 */
final class PlayedOperator {

  /** The program's name, and so the field manager of its updates. */
  static final String MANAGER = "manager";

  private static final String GROUP = "networking.istio.io";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String apiVersion;

  PlayedOperator(KubernetesClient client) {
    this.client = client;
    String old = GROUP + "/v1alpha3";
    // Which the project's own small CRDs do not serve.
    apiVersion = client.supports(old, "VirtualService") ? old : GROUP + "/v1";
  }

  /**
   * Makes the objects of a SeldonDeployment be in the cluster.
   *
   * @param deployment as the API server shows it
   * @param objects with kind, name and spec each
   */
  void reconcile(HasMetadata deployment, List<Map<String, Object>> objects) {
    objects.stream()
        .sorted(
            Comparator.comparing((Map<String, Object> one) -> (String) one.get("kind")).reversed())
        .forEach(one -> reconcile(deployment, one));
  }

  private void reconcile(HasMetadata deployment, Map<String, Object> object) {
    String plural = ((String) object.get("kind")).toLowerCase(Locale.ROOT) + "s";
    String namespace = deployment.getMetadata().getNamespace();
    String all = "/apis/%s/namespaces/%s/%s".formatted(apiVersion, namespace, plural);
    String path = all + "/" + object.get("name");
    String found = client.raw(path);
    if (found == null) {
      send("POST", all, created(deployment, object));
      return;
    }
    ObjectNode current = read(found);
    JsonNode spec = JSON.valueToTree(object.get("spec"));
    if (!IstioSpecs.text(current.path("spec")).equals(IstioSpecs.text(spec))) {
      send("PUT", path, current.<ObjectNode>set("spec", spec));
    }
  }

  private ObjectNode created(HasMetadata deployment, Map<String, Object> object) {
    Map<String, Object> metadata =
        Map.of(
            "name", object.get("name"),
            "namespace", deployment.getMetadata().getNamespace(),
            "ownerReferences",
                List.of(
                    new OwnerReferenceBuilder()
                        .withApiVersion(deployment.getApiVersion())
                        .withKind(deployment.getKind())
                        .withName(deployment.getMetadata().getName())
                        .withUid(deployment.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build()));
    return JSON.valueToTree(
        Map.of(
            "apiVersion",
            apiVersion,
            "kind",
            object.get("kind"),
            "metadata",
            metadata,
            "spec",
            object.get("spec")));
  }

  private void send(String method, String path, ObjectNode body) {
    var unused = client.raw(path + "?fieldManager=" + MANAGER, method, body);
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
