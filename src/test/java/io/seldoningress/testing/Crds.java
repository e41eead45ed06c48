package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The CRDs that test servers get. They come from the folder that the system property {@code crds}
 * or the environment variable {@code CRDS_DIR} names, which may hold others too (Istio ships all of
 * its CRDs in one file); without either the project's own small ones are taken.
 */
public final class Crds {

  private static final Set<String> WANTED =
      Set.of(
          "seldondeployments.machinelearning.seldon.io",
          "virtualservices.networking.istio.io",
          "destinationrules.networking.istio.io",
          "gateways.networking.istio.io",
          "authorizationpolicies.security.istio.io",
          "requestauthentications.security.istio.io");

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("tests")
          .withForce(true)
          .build();

  private Crds() {}

  /** The folder that the person who runs the tests chose, if any. */
  public static Optional<Path> chosenFolder() {
    return Stream.of(System.getProperty("crds"), System.getenv("CRDS_DIR"))
        .filter(folder -> folder != null && !folder.isBlank())
        .map(Path::of)
        .findFirst();
  }

  /** The wanted CRDs of the chosen folder, or else the project's own. */
  public static List<GenericKubernetesResource> load() {
    return chosenFolder().map(Crds::read).orElseGet(Crds::own);
  }

  /** The project's own small CRDs. */
  public static List<GenericKubernetesResource> own() {
    try {
      return read(Path.of(Objects.requireNonNull(Crds.class.getResource("/crds")).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Applies {@link #load()} server-side (the CRD of SeldonDeployments is too big for the annotation
   * of a client-side apply) and waits until the server serves them.
   */
  public static void install(KubernetesClient client) {
    List<GenericKubernetesResource> crds = load();
    crds.forEach(crd -> client.resource(crd).patch(APPLY));
    crds.forEach(crd -> waitUntilServed(client, crd));
  }

  /**
   * A CRD is established before its kind can be listed: at first the server answers 404, and then
   * 429 (storage is initializing) to the lists of informers. That the kind is there is told last,
   * and without it a client does not know where to send an object of a generic class.
   */
  private static void waitUntilServed(KubernetesClient client, GenericKubernetesResource crd) {
    ResourceDefinitionContext kind =
        new ResourceDefinitionContext.Builder()
            .withGroup(crd.get("spec", "group"))
            .withVersion("v1")
            .withKind(crd.get("spec", "names", "kind"))
            .withPlural(crd.get("spec", "names", "plural"))
            .withNamespaced(true)
            .build();
    ListOptions asInformersDo = new ListOptionsBuilder().withResourceVersion("0").build();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(KubernetesClientException.class)
        .until(
            () ->
                list(client, kind, asInformersDo) != null
                    && client.supports(kind.getGroup() + "/v1", kind.getKind()));
  }

  private static Object list(
      KubernetesClient client, ResourceDefinitionContext kind, ListOptions options) {
    return client.genericKubernetesResources(kind).inNamespace("default").list(options);
  }

  private static List<GenericKubernetesResource> read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<GenericKubernetesResource> found =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .flatMap(Crds::documents)
              .filter(crd -> WANTED.contains(crd.getMetadata().getName()))
              .toList();
      if (found.size() != WANTED.size()) {
        throw new IllegalStateException(folder + " has " + names(found) + " of " + WANTED);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<GenericKubernetesResource> documents(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^---\\s*$", -1))
          .filter(document -> document.contains("kind: CustomResourceDefinition"))
          .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(List<? extends HasMetadata> resources) {
    return resources.stream().map(r -> r.getMetadata().getName()).toList();
  }
}
