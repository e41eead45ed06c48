package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Somebody changes an object back each time that it is put right. */
abstract class ContestContract extends ControllerContract {

  private static final int ROUNDS = 3;
  private static final Map<String, String> PATIENT =
      Map.of(
          "contest.rounds",
          "" + ROUNDS,
          "contest.initialDelay",
          "1h",
          "contest.maximumDelay",
          "1h");
  private static final Map<String, String> QUICK =
      Map.of(
          "contest.rounds", "" + ROUNDS,
          "contest.initialDelay", "300ms",
          "contest.maximumDelay", "300ms");

  @Test
  void whoKeepsChangingAnObjectBackIsNamedAndLetBe() {
    startController(PATIENT);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    try (SharedIndexInformer<?> fight = opponent("gitops", this::shiftAllToTheCanary)) {
      assertThat(awaitWarning("income", "ContestedObject"))
          .contains("VirtualService " + namespace + "/income", "field manager 'gitops'")
          .doesNotContain("Seldon operator");
      awaitAllHandledButWaiting();
    }
    assertThat(shares("income")).isEqualTo("main=0 canary=100");
    assertThat(acceptedPatchesOf("virtualservices/income")).isEqualTo(1 + ROUNDS);
    assertThat(counted("gitops")).isEqualTo(1);
  }

  @Test
  void theSeldonOperatorIsRecognised() {
    startController(PATIENT);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    try (SharedIndexInformer<?> fight = opponent("manager", this::shiftAllToTheCanary)) {
      assertThat(awaitWarning("income", "ContestedObject")).contains("istio.enabled=true");
    }
  }

  @Test
  void whoKeepsDeletingAnObjectIsLetBeToo() {
    startController(PATIENT);
    apply("income", predictors("main"));
    awaitVirtualService("income");

    try (SharedIndexInformer<?> fight =
        opponent("", (manager, object) -> client.resource(object).delete())) {
      assertThat(awaitWarning("income", "ContestedObject")).contains("is undone each time");
      awaitAllHandledButWaiting();
    }
    assertThat(virtualService("income").get()).isNull();
    assertThat(acceptedPatchesOf("virtualservices/income")).isEqualTo(1 + ROUNDS);
  }

  @Test
  void whatIsWantedAnewIsWrittenAllTheSameAndSoIsEverythingElse() {
    startController(PATIENT);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    try (SharedIndexInformer<?> fight = opponent("gitops", this::shiftAllToTheCanary)) {
      awaitWarning("income", "ContestedObject");
    }

    apply("income", predictors("main=60", "canary=40"));
    awaitShares("income", "main=60 canary=40");
    apply("other", predictors("main"));
    awaitVirtualService("other");
  }

  @Test
  void theOtherObjectsOfItsSeldonDeploymentDoNotWait() {
    startController(PATIENT);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    try (SharedIndexInformer<?> fight =
        fight(destinationRule("income-canary"), object -> client.resource(object).delete())) {
      awaitWarning("income", "ContestedObject");

      apply("income", predictors("main=60", "canary=40"));
      awaitShares("income", "main=60 canary=40");
    }
  }

  @Test
  void whenTheOtherOneGivesUpTheRoutesAreRight() {
    startController(QUICK);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    try (SharedIndexInformer<?> fight = opponent("gitops", this::shiftAllToTheCanary)) {
      awaitWarning("income", "ContestedObject");
    }

    awaitShares("income", "main=75 canary=25");
    eventually().until(controller::idle);
  }

  @Test
  void whoKeepsMakingWhatIsNotWantedIsLetBe() {
    startController(PATIENT);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    var unwanted = destinationRule("income-canary").get();
    apply("income", predictors("main"));
    eventually().until(() -> destinationRule("income-canary").get() == null);
    AtomicInteger made = new AtomicInteger();

    Runnable makeAgain =
        () -> {
          made.incrementAndGet();
          applyAs("operator", withoutVersion(unwanted));
        };
    try (SharedIndexInformer<?> fight =
        destinationRule("income-canary").inform(new Opponent<>(object -> {}, makeAgain))) {
      applyAs("operator", withoutVersion(unwanted));
      assertThat(awaitWarning("income", "ContestedObject"))
          .contains("DestinationRule", "field manager 'operator'");
    }
    assertThat(made.get()).isLessThanOrEqualTo(ROUNDS + 1);
  }

  private static DestinationRule withoutVersion(DestinationRule object) {
    object.getMetadata().setResourceVersion(null);
    object.getMetadata().setUid(null);
    object.getMetadata().setManagedFields(null);
    object.getMetadata().setCreationTimestamp(null);
    object.getMetadata().setGeneration(null);
    return object;
  }

  /** As {@link #awaitAllHandled}, but for the object that is fought over. */
  private void awaitAllHandledButWaiting() {
    awaitSentinel();
    eventually()
        .until(
            () -> {
              var depth = controller.depth("seldon-deployments");
              return depth.ready() + depth.running() == 0 && depth.waiting() == 1;
            });
  }

  private long acceptedPatchesOf(String path) {
    return writes().stream()
        .filter(entry -> entry.path().endsWith(path) && entry.status() < 300)
        .count();
  }

  private double counted(String manager) {
    return controller
        .context()
        .getRegistry()
        .findSingleByType(MeterRegistry.class)
        .get("seldon.ingress.contests")
        .tags("kind", "VirtualService", "manager", manager)
        .counter()
        .count();
  }

  /** Does something with each state of the VirtualService that it did not make itself. */
  private SharedIndexInformer<?> opponent(
      String manager, BiConsumer<String, VirtualService> reaction) {
    return fight(virtualService("income"), object -> reaction.accept(manager, object));
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> fight(
      Resource<T> resource, Consumer<T> reaction) {
    return resource.inform(new Opponent<>(reaction, () -> {}));
  }

  private void shiftAllToTheCanary(String manager, VirtualService seen) {
    VirtualService object = client.getKubernetesSerialization().clone(seen);
    var routes = object.getSpec().getHttp().get(0).getRoute();
    if (routes.get(0).getWeight() != 0) {
      routes.get(0).setWeight(0);
      routes.get(1).setWeight(100);
      object.getMetadata().setManagedFields(null);
      object.getMetadata().setResourceVersion(null);
      applyAs(manager, object);
    }
  }

  private record Opponent<T>(Consumer<T> change, Runnable deletion)
      implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      change.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      change.accept(object);
    }

    @Override
    public void onDelete(T object, boolean stateUnknown) {
      deletion.run();
    }
  }
}
