package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the text of an example into the SeldonDeployments in it. Pure.
 *
 * @param namespace where all of them go; where empty, each goes where its text says, and to {@value
 *     #DEFAULT_NAMESPACE} where that says nothing
 */
record Examples(Optional<String> namespace) {

  static final String DEFAULT_NAMESPACE = "models";

  /**
   * Reads a text.
   *
   * @throws ExampleException when it is not YAML, or has something else than SeldonDeployments
   */
  List<GenericKubernetesResource> parse(String text) throws ExampleException {
    List<GenericKubernetesResource> deployments = new ArrayList<>();
    for (Object document : documents(text)) {
      if (document != null) {
        deployments.add(deployment(document));
      }
    }
    if (deployments.isEmpty()) {
      throw new ExampleException("it has no SeldonDeployment");
    }
    return List.copyOf(deployments);
  }

  private static List<Object> documents(String text) throws ExampleException {
    List<Object> documents = new ArrayList<>();
    try {
      LoadSettings settings = LoadSettings.builder().setLabel("the file").build();
      new Load(settings).loadAllFromString(text).forEach(documents::add);
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
      throw new ExampleException("it is not YAML: " + oneLine(e.getProblem()) + line, e);
    } catch (YamlEngineException e) {
      throw new ExampleException("it is not YAML: " + oneLine(e.getMessage()), e);
    }
    return documents;
  }

  private GenericKubernetesResource deployment(Object document) throws ExampleException {
    if (!(document instanceof Map<?, ?> fields)) {
      throw new ExampleException("it is not the YAML of a SeldonDeployment");
    }
    String kind = fields.get("apiVersion") + " " + fields.get("kind");
    if (!kind.matches(SeldonDeployment.GROUP + "/\\w+ " + SeldonDeployment.KIND)) {
      throw new ExampleException(
          "it has apiVersion and kind '%s' where '%s %s' is wanted"
              .formatted(kind, SeldonDeployment.API_VERSION, SeldonDeployment.KIND));
    }
    return place(read(fields));
  }

  private static GenericKubernetesResource read(Map<?, ?> fields) throws ExampleException {
    try {
      GenericKubernetesResource read =
          Serialization.unmarshal(Serialization.asJson(fields), GenericKubernetesResource.class);
      if (read.getMetadata() == null || read.getMetadata().getName() == null) {
        throw new ExampleException("it has no metadata.name");
      }
      return read;
    } catch (RuntimeException e) {
      throw new ExampleException("its metadata can't be read: " + oneLine(e.getMessage()), e);
    }
  }

  private GenericKubernetesResource place(GenericKubernetesResource deployment) {
    String written = deployment.getMetadata().getNamespace();
    deployment
        .getMetadata()
        .setNamespace(
            namespace.orElse(written == null || written.isEmpty() ? DEFAULT_NAMESPACE : written));
    return deployment;
  }

  static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\s+", " ");
  }
}
