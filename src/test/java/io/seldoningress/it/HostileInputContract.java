package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.checks.Checks;
import io.seldoningress.istio.AnyDeployment;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.testing.RequestLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * Many broken and hostile SeldonDeployments at once: each is routed or refused with a message,
 * nothing is written outside of its namespace or to an object of somebody else, and the sound ones
 * among them don't wait for the others.
 */
abstract class HostileInputContract extends ControllerContract {

  private static final long SEED = 20_260_101;
  private static final int MANY = 120;
  private static final int GENERATOR_SIZE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void eachIsRoutedOrRefusedAndNobodyElseIsTouched() {
    startController();
    List<HasMetadata> foreign =
        List.of(applyAs("other", rule("chosen")), applyAs("other", rule("x")));
    List<String> taken = new ArrayList<>();
    for (Map<String, Object> spec : specs()) {
      String name = "hostile-" + taken.size();
      if (isTaken(name, spec)) {
        taken.add(name);
      }
    }
    apply("sound", predictors("main=75", "canary=25"));
    awaitShares("sound", "main=75 canary=25");

    assertThat(taken).as("accepted by the API server").hasSizeGreaterThan(MANY / 4);
    eventually().untilAsserted(() -> assertThat(neitherRoutedNorRefused(taken)).isEmpty());
    assertThat(taken).filteredOn(routed()::contains).isNotEmpty().allSatisfy(this::assertSound);
    assertThat(requests().writes()).extracting(Entry::path).allMatch(this::isOfThisNamespace);
    assertThat(foreign).allSatisfy(this::assertUntouched);
    assertThat(allWarnings()).extracting(Event::getReason).doesNotContain("StepFailed");
    assertThat(allWarnings()).extracting(Event::getMessage).allMatch(text -> !text.isBlank());
  }

  private void assertSound(String name) {
    assertThat(Checks.check(read(name), RoutingSettings.defaults())).isEmpty();
  }

  /** With a fixed seed, so that a failure comes again. */
  private static List<Map<String, Object>> specs() {
    List<Map<String, Object>> specs = new ArrayList<>();
    JqwikSession.run(
        () -> {
          Random random = new Random(SEED);
          RandomGenerator<Map<String, Object>> generator =
              AnyDeployment.spec().generator(GENERATOR_SIZE);
          for (int i = 0; i < MANY; i++) {
            specs.add(generator.next(random).value());
          }
        });
    return specs;
  }

  /** The API server refuses some itself, by the schema of the CRD. */
  private boolean isTaken(String name, Map<String, Object> spec) {
    try {
      var unused = client.resource(object(name, spec)).create();
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isIn(400, 422);
      return false;
    }
  }

  private GenericKubernetesResource object(String name, Map<String, Object> spec) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(SeldonDeployment.API_VERSION)
        .withKind(SeldonDeployment.KIND)
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  private List<String> neitherRoutedNorRefused(List<String> names) {
    Set<String> told =
        allWarnings().stream()
            .map(event -> event.getInvolvedObject().getName())
            .collect(Collectors.toSet());
    Set<String> routed = routed();
    return names.stream().filter(name -> !routed.contains(name) && !told.contains(name)).toList();
  }

  private Set<String> routed() {
    return client.resources(VirtualService.class).inNamespace(namespace).list().getItems().stream()
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private List<Event> allWarnings() {
    return client.v1().events().inNamespace(namespace).list().getItems();
  }

  private SeldonDeployment read(String name) {
    try {
      return JSON.readValue(JSON.writeValueAsBytes(deployment(name).get()), SeldonDeployment.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HasMetadata rule(String name) {
    return yaml(
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: %s, namespace: NAMESPACE}
        spec: {host: theirs}
        """
            .formatted(name));
  }

  private boolean isOfThisNamespace(String path) {
    return path.contains("/namespaces/" + namespace + "/");
  }

  private void assertUntouched(HasMetadata foreign) {
    assertThat(client.resource(foreign).get().getMetadata().getResourceVersion())
        .isEqualTo(foreign.getMetadata().getResourceVersion());
  }
}
