package io.seldoningress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each metric in docs/metrics.md is made somewhere; that each one which is made is there, the
 * contract of management tells.
 */
class MetricsDocumentationTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `seldon_ingress_([a-z_]+)` \\|");

  static List<String> documented() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
        .results()
        .map(row -> row.group(1).replaceAll("_max$", "").replaceAll("_(total|seconds)$", ""))
        .map(name -> name.replace('_', '.'))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isMade(String name) throws IOException {
    String last = name.replaceAll("^usage\\.", "");

    assertThat(sources()).containsPattern("\"(seldon\\.ingress\\.)?" + Pattern.quote(last));
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(Files::isRegularFile)
          .map(MetricsDocumentationTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
