package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is looked at when a slice goes, of which nothing is left but its name. */
class ReadinessUsersTest {

  private static final String SUFFIX = "-x7k2p";

  private final Map<String, SeldonDeployment> byService = new HashMap<>();
  private final Set<String> ready = new HashSet<>();
  private int looks;

  private final ReadinessGate gate =
      new ReadinessGate(
          new Endpoints() {
            @Override
            public boolean areKnown() {
              return true;
            }

            @Override
            public boolean hasReady(String namespace, String service) {
              looks++;
              return ready.contains(service);
            }
          },
          "",
          Duration.ofSeconds(10),
          System::nanoTime);

  private final ReadinessUsers users = new ReadinessUsers(this::claimants, gate);

  @Test
  void itIsWhoseServiceTheNameSays() {
    known("one", "a", "b");
    known("two", "a", "b");
    lose("one-a");
    lose("two-b");

    assertThat(usersOf("one-a" + SUFFIX)).containsExactly(key("one"));
    assertThat(usersOf("two-b" + SUFFIX)).containsExactly(key("two"));
  }

  @Test
  void aServiceThatIsReadyBySlicesThatAreLeftIsNoNews() {
    known("one", "a", "b");

    assertThat(usersOf("one-a" + SUFFIX)).isEmpty();
  }

  @Test
  void aSliceOfAnyOtherNameMayBeAnybodys() {
    known("one", "a", "b");
    known("two", "a", "b");
    lose("two-b");

    assertThat(usersOf("by-hand")).containsExactly(key("two"));
    assertThat(usersOf("byhand")).containsExactly(key("two"));
  }

  /** Of 58 characters nothing is left of the hyphen, and of more the end is missing. */
  @Test
  void aSliceWhoseNameWasCutMayBeAnybodys() {
    String service = "one-" + "b".repeat(57);
    known("one", "a", "b".repeat(57));
    lose(service);

    assertThat(usersOf(service.substring(0, 58) + "x7k2p")).containsExactly(key("one"));
    assertThat(usersOf("one-" + "b".repeat(53) + "-x7k2p")).containsExactly(key("one"));
  }

  @Test
  void theSliceOfAServiceThatNobodyHasIsNobodys() {
    known("one", "a", "b");
    lose("one-a");

    assertThat(usersOf("three-a" + SUFFIX)).isEmpty();
  }

  @Test
  void thousandsThatGoAtOnceCostAFewLooksEach() {
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      known("m" + i, "a", "b");
      gone.add("m" + i + "-a");
    }
    gone.forEach(this::lose);
    looks = 0;

    assertThat(gone).allSatisfy(service -> assertThat(usersOf(service + SUFFIX)).hasSize(1));

    assertThat(looks).isLessThanOrEqualTo(2 * gone.size());
  }

  private List<ResourceKey> usersOf(String slice) {
    return users.of(null, "models", slice);
  }

  /** All of its predictors are ready. */
  private void known(String name, String... predictors) {
    StringBuilder list = new StringBuilder();
    for (String predictor : predictors) {
      list.append("{name: %s, traffic: 50},".formatted(predictor));
    }
    SeldonDeployment deployment = SeldonDeployments.withPredictors(list.toString());
    deployment.getMetadata().setName(name);
    deployment
        .predictors()
        .forEach(one -> byService.put(Names.predictorKey(deployment, one), deployment));
    ready.addAll(byService.keySet());
    assertThat(gate.decide(deployment, Optional.empty()).unready()).isEmpty();
  }

  private void lose(String service) {
    assertThat(ready.remove(service)).isTrue();
  }

  private static ResourceKey key(String name) {
    return new ResourceKey("models", name);
  }

  private List<SeldonDeployment> claimants(String namespace, GeneratedName name) {
    assertThat(namespace).isEqualTo("models");
    assertThat(name.kind()).isEqualTo(GeneratedName.DESTINATION_RULE);
    return Optional.ofNullable(byService.get(name.name())).stream().toList();
  }
}
