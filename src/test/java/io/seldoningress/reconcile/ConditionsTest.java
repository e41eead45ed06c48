package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ConditionPlace;
import io.seldoningress.component.apply.ConditionUpdate;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turns;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a condition is written, and where. */
class ConditionsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);
  private static final SeldonDeployment NEW = deployment("generation: 1", "");

  private final AtomicLong nanos = new AtomicLong();
  private Optional<SeldonDeployment> newest = Optional.of(NEW);
  private final Conditions conditions = conditions(true);

  static Stream<Arguments> places() {
    String ready = "{type: Ready, status: 'True'}";
    String ours = "{type: IngressReady, status: 'False'}";
    return Stream.of(
        Arguments.of("", ConditionPlace.inNewStatus()),
        Arguments.of("{state: Available}", ConditionPlace.inNewList()),
        Arguments.of("{conditions: []}", ConditionPlace.atTheEnd()),
        Arguments.of("{conditions: [" + ready + "]}", ConditionPlace.atTheEnd()),
        Arguments.of("{conditions: [" + ready + "," + ours + "]}", ConditionPlace.at(1)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void itGoesWhereThereIsRoom(String status, ConditionPlace place) {
    newest = Optional.of(deployment("generation: 1", status));

    assertThat(due(routed(newest.get())))
        .singleElement()
        .satisfies(update -> assertThat(update.place()).isEqualTo(place));
  }

  @Test
  void itIsMergedIntoTheNewestState() {
    newest = Optional.of(deployment("generation: 1, resourceVersion: '9'", "{state: Creating}"));

    assertThat(due(routed(NEW))).extracting(ConditionUpdate::object).containsExactly(newest.get());
  }

  @Test
  void aDeadLetterIsFalse() {
    assertThat(due(Turns.exchange(key(NEW), Optional.of(NEW), letter())))
        .extracting(update -> update.condition().status(), update -> update.condition().reason())
        .containsExactly(tuple("False", "Forbidden"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          generation: 2                                              | ''
          generation: 1, labels: {seldon.io/controller-id: other}    | ''
          generation: 1, annotations: {seldon.io/istio-host: a.com}  | ''
          generation: 1, deletionTimestamp: '2026-01-01T10:00:00Z'   | ''
          generation: 1, uid: other                                  | ''
          generation: 1                                              | {conditions: none}
          """)
  void aStateThatTheOutcomeIsNotAboutGetsNone(String metadata, String status) {
    newest = Optional.of(deployment(metadata, status));

    assertThat(due(routed(NEW))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'generation: 1, labels: {seldon.io/controller-id: other}'",
    "'generation: 1, deletionTimestamp: ''2026-01-01T10:00:00Z'''"
  })
  void oneThatIsNotServedGetsNone(String metadata) {
    SeldonDeployment deployment = deployment(metadata, "");
    newest = Optional.of(deployment);

    assertThat(due(Turns.exchange(key(NEW), newest, letter()))).isEmpty();
  }

  @Test
  void oneThatIsGoneGetsNone() {
    assertThat(due(Turns.exchange(key(NEW), Optional.empty(), letter()))).isEmpty();
    newest = Optional.empty();
    assertThat(due(routed(NEW))).isEmpty();
  }

  @Test
  void oneThatChangedMeanwhileGetsItInItsNextTurn() {
    Exchange exchange = routed(NEW);
    Turns.overtake(exchange);

    assertThat(due(exchange)).isEmpty();
  }

  @Test
  void whileManyWaitForTheirRoutesItComesAfterThem() {
    Exchange first = routed(NEW);
    Turns.queueOthers(first, 1000);
    assertThat(due(first)).isEmpty();
    assertThat(Turns.comesBackAfter(first)).contains(Duration.ZERO);

    Exchange second = routed(NEW);
    Turns.queueOthers(second, 1000);
    assertThat(due(second)).as("whoever came in between").hasSize(1);
    assertThat(Turns.comesBackAfter(second)).isEmpty();
  }

  @Test
  void aFewInLineAreNotWaitedFor() {
    Exchange exchange = routed(NEW);
    Turns.queueOthers(exchange, 10);

    assertThat(due(exchange)).hasSize(1);
  }

  @Test
  void whoIsNotRoutedIsToldWhoeverWaits() {
    Exchange exchange = Turns.exchange(key(NEW), Optional.of(NEW), letter());
    Turns.queueOthers(exchange, 1000);

    assertThat(due(exchange)).hasSize(1);
  }

  @Test
  void itCanBeTurnedOff() {
    assertThat(conditions(false).due(routed(NEW))).isEmpty();
  }

  @Test
  void whatIsToldAlreadyIsNotToldAgain() {
    newest =
        Optional.of(
            deployment(
                "generation: 1",
                """
                {conditions: [{type: IngressReady, status: 'True', reason: Routed,
                  message: /seldon/models/m/ on any host of gateway istio-system/seldon-gateway}]}
                """));

    Exchange exchange = routed(NEW);
    assertThat(due(exchange)).isEmpty();
    assertThat(Turns.comesBackAfter(exchange)).isEmpty();
  }

  @Test
  void whatIsToldAgainWaitsTwiceAsLongEachTime() {
    assertThat(due(routed(NEW))).hasSize(1);
    for (int seconds = 1; seconds <= 64; seconds *= 2) {
      Exchange slowed = routed(NEW);
      assertThat(due(slowed)).isEmpty();
      assertThat(Turns.comesBackAfter(slowed)).contains(Duration.ofSeconds(seconds));
      pass(Duration.ofSeconds(seconds));
      assertThat(due(routed(NEW))).hasSize(1);
    }
  }

  @Test
  void whatIsNewDoesNotWait() {
    assertThat(due(routed(NEW))).hasSize(1);

    assertThat(due(Turns.exchange(key(NEW), Optional.of(NEW), letter()))).hasSize(1);
  }

  @Test
  void whatIsForbiddenIsTriedByOneOfTheNamespace() {
    Exchange refused = routed(NEW);
    assertThat(due(refused)).hasSize(1);
    fail(refused, 403);
    Exchange other = routed(other());
    assertThat(due(other)).isEmpty();
    assertThat(Turns.comesBackAfter(other).orElseThrow())
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(7500));
    pass(Duration.ofSeconds(5));

    Exchange again = routed(other());
    assertThat(due(again)).hasSize(1);
    conditions.written(again);
    newest = Optional.of(NEW);
    assertThat(due(routed(NEW))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"409", "422"})
  void whatIsRefusedForItselfHoldsNobodyElseUp(int code) {
    Exchange refused = routed(NEW);
    assertThat(due(refused)).hasSize(1);
    fail(refused, code);

    assertThat(Turns.comesBackAfter(refused)).contains(Duration.ofSeconds(1));
    assertThat(due(routed(other()))).hasSize(1);
  }

  private SeldonDeployment other() {
    SeldonDeployment other = deployment("generation: 1, uid: other", "");
    newest = Optional.of(other);
    return other;
  }

  private void fail(Exchange exchange, int code) {
    exchange.setProperty(
        Exchange.EXCEPTION_CAUGHT, new KubernetesClientException("no", code, null));
    conditions.failed(exchange);
    newest = Optional.of(NEW);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Conditions conditions(boolean enabled) {
    return new Conditions(
        enabled, RoutingSettings.defaults(), "", key -> newest, CLOCK, nanos::get);
  }

  private List<ConditionUpdate> due(Exchange exchange) {
    return conditions.due(exchange);
  }

  private static Exchange routed(SeldonDeployment deployment) {
    Plan plan =
        new Plan(
            key(deployment),
            Optional.of(deployment),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false);
    return Turns.exchange(key(deployment), Optional.of(deployment), plan);
  }

  private static DeadLetter letter() {
    return new DeadLetter("g/v1/x", "models", "m", Reason.FORBIDDEN, "no", 1, "then", "now", true);
  }

  private static ResourceKey key(SeldonDeployment deployment) {
    return ResourceKey.of(deployment);
  }

  private static SeldonDeployment deployment(String metadata, String status) {
    return SeldonDeployments.fromYaml(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {name: m, namespace: models, %s}
        spec: {predictors: [{name: a}]}
        %s
        """
            .formatted(metadata, status.isEmpty() ? "" : "status: " + status.strip()));
  }
}
