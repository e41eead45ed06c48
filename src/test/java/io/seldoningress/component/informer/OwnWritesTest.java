package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.seldoningress.component.informer.OwnWrites.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States are written as {@code uid@version}, a deletion with a minus before it. */
class OwnWritesTest {

  private static final ResourceKey KEY = new ResourceKey("default", "a");

  private final AtomicLong clock = new AtomicLong();
  private final OwnWrites<ConfigMap> writes = new OwnWrites<>(clock::get);

  @ParameterizedTest(name = "wrote {0}, cached {1}: {2}")
  @CsvSource({
    "     ,   ,    ",
    "     , x@5, x@5",
    "x@10 ,    , x@10",
    "x@10 , x@5, x@10",
    "x@10 , x@10, x@10",
    "x@10 , x@12, x@12",
    "x@9  , x@10, x@10",
    "x@10 , y@12, y@12",
    "y@12 , x@10, y@12",
    "-x@10, x@10,    ",
    "-x@10, x@11,    ",
    "-x@10,     ,    ",
    "-x@10, y@12, y@12",
    "-x@10 y@12, x@10, y@12",
    "-x@10 y@12, x@11, y@12",
    "-x@10 y@12,     , y@12",
    "x@10 -x@10, x@5,    ",
    "x@10 x@12, x@5, x@12",
    "x@12 x@10, x@5, x@12",
  })
  void theNewestStateIsRead(String written, String cached, String expected) {
    write(written);

    assertThat(over(cached)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest(name = "wrote {0}, the watch shows {1}: by {2}, then of {3} is read {4}")
  @CsvSource({
    // Nothing written.
    "     , x@5 , OTHERS, x@5 , x@5",
    // The state that was written, then what others make of it.
    "x@10 , x@10, OURS, x@10, x@10",
    "x@10 , x@12, OTHERS, x@12, x@12",
    // An old event after a newer write.
    "x@10 , x@5 , OURS, x@5 , x@10",
    // Made anew by somebody else.
    "x@10 , y@15, OTHERS, y@15, y@15",
    // An old state of what was deleted since, and somebody's new object of that name.
    "-x@10, x@10, OURS, x@10,    ",
    "-x@10, x@11, OURS, x@11,    ",
    "-x@10, y@12, OTHERS, y@12, y@12",
    // Deleted and made anew by us.
    "-x@10 y@12, x@10, OURS, x@10, y@12",
    "-x@10 y@12, y@12, OURS, y@12, y@12",
  })
  void aStateThatWasWrittenOrIsOlderIsOurs(
      String written, String seen, Origin origin, String cached, String expected) {
    write(written);

    assertThat(writes.seen(state(seen))).isEqualTo(origin);
    assertThat(over(cached)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest(name = "wrote {0}, the watch shows the deletion of {1}: then {2} is read")
  @CsvSource({
    "     , x@10,     ",
    "x@10 , x@11,     ",
    "-x@10, x@11,     ",
    "-x@10, x@10,     ",
    // After an outage the last known state is told, which may be older than what was written.
    "x@10 , x@5 ,     ",
    // A late event about the object before.
    "y@12 , x@11, y@12",
    "-x@10 y@12, x@11, y@12",
    // Both deletions in one.
    "x@10 , y@15,     ",
  })
  void aDeletionEndsWhatWasWrittenToThatObject(String written, String deleted, String expected) {
    write(written);
    writes.seenDeleted(state(deleted));

    assertThat(over(null)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest(name = "the watch shows {0}, then the answer {1} comes: {3} is read over {2}")
  @CsvSource({
    "x@10, x@10, x@10, x@10",
    "x@12, x@10, x@12, x@12",
    // Any later change tells that the watch has been there: here the object was deleted since.
    "z@11, x@10,     ,     ",
    "z@9 , x@10,     , x@10",
    "z@9 , x@10, x@5 , x@10",
  })
  void anAnswerThatComesAfterItsEventCountsNoMore(
      String seen, String written, String cached, String expected) {
    assertThat(writes.seen(state(seen))).isEqualTo(Origin.OTHERS);
    write(written);

    assertThat(over(cached)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void anAnswerThatComesAfterTheDeletionBringsNothingBack() {
    writes.seenDeleted(state("x@11"));
    write("x@10");

    assertThat(over(null)).isEmpty();
  }

  @Test
  void whatTheWatchNeverShowsCountsForHalfAMinute() {
    write("x@10");
    pass(Duration.ofSeconds(29));
    assertThat(over("x@5")).contains("x@10");
    pass(Duration.ofSeconds(1));

    assertThat(over("x@5")).contains("x@5");
    assertThat(writes.objects()).isEmpty();
  }

  @Test
  void aDeletionToo() {
    write("-x@10");
    pass(Duration.ofSeconds(29));
    assertThat(over("x@10")).isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(over("x@10")).contains("x@10");
  }

  @Test
  void aSecondWriteCountsFromItsOwnTime() {
    write("x@10");
    pass(Duration.ofSeconds(20));
    write("x@11");
    pass(Duration.ofSeconds(20));

    assertThat(over("x@5")).contains("x@11");
  }

  /** What a broken watch does not show, of an object that nobody ever asks for. */
  @Test
  void whatNobodyReadsIsForgottenToo() {
    for (int i = 0; i < 100; i++) {
      writes.written(
          new ConfigMapBuilder(state("x@10"))
              .editMetadata()
              .withName("n" + i)
              .endMetadata()
              .build());
    }
    pass(Duration.ofSeconds(31));
    write("x@11");

    assertThat(writes.objects()).hasSize(1);
  }

  @Test
  void theObjectsAreThoseThatAreNotDeleted() {
    write("x@10");
    assertThat(writes.objects().map(OwnWritesTest::text)).containsExactly("x@10");
    write("-x@10");

    assertThat(writes.objects()).isEmpty();
    assertThat(writes.notSeen(KEY)).isEmpty();
  }

  @Test
  void whatIsNotSeenYetIsKnown() {
    assertThat(writes.notSeen(KEY)).isEmpty();
    write("x@10");
    assertThat(writes.notSeen(KEY).map(OwnWritesTest::text)).contains("x@10");

    assertThat(writes.seen(state("x@10"))).isEqualTo(Origin.OURS);
    assertThat(writes.notSeen(KEY)).isEmpty();
  }

  @ParameterizedTest(name = "{0} written; during a write {1} is shown, {2} answered: of others {3}")
  @CsvSource({
    "    ,     ,      , false",
    "    ,     , x@10 , false",
    "    , x@10, x@10 , false",
    "    , x@9 , x@10 , false",
    "    , x@12, x@10 , true",
    "    , x@9 ,      , true",
    "x@9 , x@9 ,      , false",
    "x@9 , x@10,      , true",
    "x@9 , x@10, x@11 , false",
  })
  void theAnswerTellsWhoseStateTheWatchShowedBefore(
      String before, String seen, String answer, boolean ofOthers) {
    write(before);
    writes.begin(KEY);
    if (seen != null) {
      assertThat(writes.seen(state(seen))).isNotEqualTo(Origin.OTHERS);
    }
    write(answer);

    assertThat(writes.end(KEY)).isEqualTo(ofOthers);
    assertThat(writes.seen(state("z@20"))).isEqualTo(Origin.OTHERS);
  }

  @Test
  void ofSeveralWritesTheLastToEndTells() {
    writes.begin(KEY);
    writes.begin(KEY);
    assertThat(writes.seen(state("x@10"))).isEqualTo(Origin.UNDECIDED);
    assertThat(writes.end(KEY)).isFalse();

    assertThat(writes.end(KEY)).isTrue();
    assertThat(writes.seen(state("x@11"))).isEqualTo(Origin.OTHERS);
  }

  @Test
  void aVersionThatIsNoNumberCountsAsOld() {
    assertThat(OwnWrites.version(state("x@z"))).isZero();
    assertThat(OwnWrites.version(new ConfigMapBuilder().withNewMetadata().endMetadata().build()))
        .isZero();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private void write(String states) {
    Stream.ofNullable(states)
        .flatMap(text -> Stream.of(text.split(" ", -1)))
        .forEach(
            text -> {
              if (text.startsWith("-")) {
                writes.deleted(state(text.substring(1)));
              } else {
                writes.written(state(text));
              }
            });
  }

  private Optional<String> over(String cached) {
    return writes.over(KEY, cached == null ? null : state(cached)).map(OwnWritesTest::text);
  }

  private static ConfigMap state(String text) {
    String[] parts = text.split("@", 2);
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(KEY.namespace())
        .withName(KEY.name())
        .withUid(parts[0])
        .withResourceVersion(parts[1])
        .endMetadata()
        .build();
  }

  private static String text(ConfigMap state) {
    return state.getMetadata().getUid() + "@" + state.getMetadata().getResourceVersion();
  }
}
