package io.seldoningress.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FormTest {

  static final List<Annotation<?>> ALL = AllAnnotations.LIST;

  @Test
  void aTextThatIsTooLongIsNotLookedAt() {
    AtomicInteger read = new AtomicInteger();
    Form<String> one =
        Form.of(
            "a name",
            text -> {
              read.incrementAndGet();
              return Optional.of(text);
            });

    assertThat(one.read(" ".repeat(Form.MOST_OF_ONE)).faults()).isEmpty();
    assertThat(one.read(" ".repeat(Form.MOST_OF_ONE + 1)).faults())
        .extracting(Fault::allowed)
        .containsExactly("a name, at most 600 characters");
    assertThat(read).hasValue(1);
  }

  @Test
  void aListMayBeLonger() {
    Form<List<String>> list = Forms.commaList("a list", Optional::of);

    assertThat(list.read(",".repeat(Form.MOST_OF_LIST)).faults()).isEmpty();
    assertThat(list.where("any", any -> true).read(",".repeat(Form.MOST_OF_LIST + 1)).faults())
        .extracting(Fault::allowed)
        .containsExactly("a list, at most 20000 characters");
  }

  /** Those that rules of their own look at are read by these. */
  @ParameterizedTest
  @FieldSource("ALL")
  void everyTextOfAMegabyteIsOneFaultAtMost(Annotation<?> annotation) {
    String text = ":,\n".repeat(350_000);

    Reading<?> reading = annotation.form().read(text);

    if (annotation.form().most() < Integer.MAX_VALUE) {
      assertThat(reading.value()).isEmpty();
      assertThat(reading.faults()).hasSize(1);
      assertThat(reading.faults().get(0).allowed()).endsWith(" characters");
    }
  }
}
