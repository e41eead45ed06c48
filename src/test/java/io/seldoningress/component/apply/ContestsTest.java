package io.seldoningress.component.apply;

import static io.seldoningress.component.apply.ApplyResult.Outcome.CONTESTED;
import static io.seldoningress.component.apply.ApplyResult.Outcome.PATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.apply.Contests.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ContestsTest {

  private static final ConfigMap OBJECT =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withNamespace("models")
          .withName("income")
          .endMetadata()
          .build();
  private static final int WANTED = 7;

  private final AtomicLong nanos = new AtomicLong();
  private final Contests contests =
      new Contests(new Pace(2, Duration.ofSeconds(10), Duration.ofSeconds(25)), nanos::get);
  private int requests;

  @Test
  void whatIsChangedBackIsPutRightAtOnceForSomeRounds() {
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(CONTESTED);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void thenItIsLeftLongerEachTimeUpToTheMaximum() {
    fightUntilContested();
    assertThat(waitUntilPutRight()).isEqualTo(Duration.ofSeconds(10));
    assertThat(waitUntilPutRight()).isEqualTo(Duration.ofSeconds(20));
    assertThat(waitUntilPutRight()).isEqualTo(Duration.ofSeconds(25));
    assertThat(waitUntilPutRight()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void itTellsWhoFightsWhileItIsLeft() {
    assertThat(contests.of(OBJECT)).isEmpty();
    fightUntilContested();

    assertThat(contests.of(OBJECT))
        .hasValueSatisfying(
            contest -> {
              assertThat(contest.kind()).isEqualTo("ConfigMap");
              assertThat(contest.key()).hasToString("models/income");
              assertThat(contest.manager()).contains("gitops");
              assertThat(contest.retryAfter()).isEqualTo(Duration.ofSeconds(10));
            });
  }

  @Test
  void whatIsPutRightAgainHasToStaySoForItsDelay() {
    fightUntilContested();
    pass(Duration.ofSeconds(10));
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(contests.of(OBJECT)).isPresent();

    pass(Duration.ofSeconds(19));
    contests.settled(OBJECT);
    assertThat(contests.of(OBJECT)).isPresent();
    pass(Duration.ofSeconds(1));
    contests.settled(OBJECT);
    assertThat(contests.of(OBJECT)).isEmpty();
  }

  @Test
  void whoGoesOnUnderOtherNamesIsNobodyNew() {
    fightUntilContested();
    for (int i = 0; i < 3; i++) {
      var unused = contests.write(OBJECT, WANTED, Optional.of("name-" + i), () -> PATCHED);
      assertThat(contests.of(OBJECT).orElseThrow().manager()).contains("gitops");
    }
  }

  @Test
  void whatIsWantedAnewIsWrittenAtOnceAndTheFightGoesOnFromThere() {
    fightUntilContested();

    assertThat(write(WANTED + 1)).isEqualTo(PATCHED);
    assertThat(contests.of(OBJECT)).isEmpty();
    assertThat(write(WANTED + 1)).isEqualTo(CONTESTED);
  }

  @Test
  void changesOfWhatIsWantedAreNoFight() {
    for (int wanted = 0; wanted < 20; wanted++) {
      assertThat(write(wanted)).isEqualTo(PATCHED);
    }
  }

  @Test
  void aFightIsForgottenAfterTwiceTheLongestDelay() {
    fightUntilContested();
    pass(Duration.ofSeconds(49));
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(CONTESTED);

    pass(Duration.ofSeconds(50));
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(PATCHED);
  }

  @Test
  void aWriteThatFailsIsNoRound() {
    for (int i = 0; i < 9; i++) {
      assertThatThrownBy(() -> contests.write(OBJECT, WANTED, Optional.empty(), this::fail))
          .hasMessage("failed");
    }
    assertThat(write()).isEqualTo(PATCHED);
    assertThat(write()).isEqualTo(PATCHED);
  }

  @Test
  void aWriteThatIsNotTriedIsNotCounted() {
    fightUntilContested();
    for (int i = 0; i < 100; i++) {
      assertThat(write()).isEqualTo(CONTESTED);
    }
    assertThat(waitUntilPutRight()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void otherObjectsAreNotConcerned() {
    fightUntilContested();
    ConfigMap other = new ConfigMapBuilder(OBJECT).build();
    other.getMetadata().setName("other");

    assertThat(contests.write(other, WANTED, Optional.empty(), () -> PATCHED).outcome())
        .isEqualTo(PATCHED);
  }

  private void fightUntilContested() {
    while (write() != CONTESTED) {
      assertThat(requests).isLessThan(10);
    }
  }

  /** Steps through seconds. */
  private Duration waitUntilPutRight() {
    Duration passed = Duration.ZERO;
    while (write() == CONTESTED) {
      pass(Duration.ofSeconds(1));
      passed = passed.plusSeconds(1);
    }
    return passed;
  }

  @Test
  void onlyWhatWasWrittenBeforeIsDrift() {
    Supplier<Outcome> write = () -> PATCHED;
    assertThat(contests.write(OBJECT, WANTED, Optional.empty(), write).again()).isFalse();
    assertThat(contests.write(OBJECT, WANTED + 1, Optional.empty(), write).again()).isFalse();
    assertThat(contests.write(OBJECT, WANTED + 1, Optional.empty(), write).again()).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Outcome write() {
    return write(WANTED);
  }

  private Outcome write(int wanted) {
    return contests
        .write(
            OBJECT,
            wanted,
            Optional.of("gitops"),
            () -> {
              requests++;
              return PATCHED;
            })
        .outcome();
  }

  private Outcome fail() {
    throw new IllegalStateException("failed");
  }
}
