package io.seldoningress.annotation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference says of every annotation what the code does. */
class AnnotationsDocumentationTest {

  private static final Path REFERENCE = Path.of("docs/annotations.md");

  private static final String HEAD =
      """
      | Annotation | On | Value | Where it is not there | Goes to | Example | What it does |
      |---|---|---|---|---|---|---|
      """;

  static Stream<Annotation<?>> all() {
    return AllAnnotations.LIST.stream();
  }

  /** {@code -DrefreshGolden} writes them instead. */
  @Test
  void theTablesHaveEveryAnnotationInItsGroup() throws IOException {
    String text = Files.readString(REFERENCE);
    String introduction = text.substring(0, text.indexOf("### "));
    if (System.getProperty("refreshGolden") != null) {
      Files.writeString(REFERENCE, introduction + tables());
    }
    assertThat(Files.readString(REFERENCE)).isEqualTo(introduction + tables());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theExampleIsAllowed(Annotation<?> one) {
    assertThat(one.form().read(one.note().example()).faults()).isEmpty();
  }

  private static String tables() {
    return AllAnnotations.GROUPS.stream()
        .map(AnnotationsDocumentationTest::table)
        .collect(joining("\n"));
  }

  private static String table(AllAnnotations.Group group) {
    return group.annotations().stream()
        .map(one -> row(one) + "\n")
        .collect(joining("", "### " + group.title() + "\n\n" + HEAD, ""));
  }

  private static String row(Annotation<?> one) {
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            one.name(),
            places(one),
            cell(one.form().allowed()),
            cell(one.note().unset()),
            cell(one.note().goesTo()),
            example(one.note().example()),
            one.note().text());
  }

  private static String places(Annotation<?> one) {
    return Arrays.stream(Place.values())
        .filter(one.places()::contains)
        .map(Place::toString)
        .collect(joining(", "));
  }

  /** Lines of an example stand below each other, each as code. */
  private static String example(String text) {
    return text.lines().map(line -> "`" + cell(line) + "`").collect(joining("<br>"));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
  }
}
