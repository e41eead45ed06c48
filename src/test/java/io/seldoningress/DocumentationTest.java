package io.seldoningress;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.apply.KubernetesApplyConstants;
import io.seldoningress.component.informer.KubernetesConnection;
import io.seldoningress.component.informer.KubernetesInformerConfiguration;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents speak of things that are there, and of all that are. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)");

  /** A class of tests and a method of it. */
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final Pattern REF = Pattern.compile("ref: (\\w+)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of("."))) {
      return Stream.concat(docs, top)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFiles(Path document) throws IOException {
    Path folder = document.toAbsolutePath().getParent();

    assertThat(LINK.matcher(Files.readString(document)).results().map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
  }

  @Test
  void everyOptionAndHeaderOfTheComponentsIsDocumented() throws IOException {
    String page = Files.readString(Path.of("docs", "routes.md"));
    Stream<String> options =
        Stream.of(KubernetesInformerConfiguration.class, KubernetesConnection.class)
            .flatMap(type -> annotated(type, UriParam.class))
            .map(Field::getName);
    Stream<String> headers =
        Stream.of(KubernetesInformerConstants.class, KubernetesApplyConstants.class)
            .flatMap(type -> annotated(type, Metadata.class))
            .map(DocumentationTest::constant);

    assertThat(Stream.concat(options, headers).toList())
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void everyBeanOfTheRoutesIsDocumented() throws IOException {
    String page = Files.readString(Path.of("docs", "routes.md"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      List<String> beans = files.flatMap(DocumentationTest::beans).distinct().toList();

      assertThat(beans).contains("snapshot", "plan", "report", "rivals", "owners");
      assertThat(beans).allSatisfy(bean -> assertThat(page).contains("bean `" + bean + "`"));
    }
  }

  @Test
  void everyRoutesFileIsDocumented() throws IOException {
    String page = Files.readString(Path.of("docs", "routes.md"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(page).contains("| `" + file + "` |"));
    }
  }

  @Test
  void everyTestThatHoldsAPromiseIsThere() throws IOException {
    String page = Files.readString(Path.of("docs", "promises.md"));
    List<MatchResult> tests = TEST.matcher(page).results().toList();

    assertThat(tests).hasSizeGreaterThan(30);
    assertThat(tests)
        .allSatisfy(test -> assertThat(source(test.group(1))).contains(" " + test.group(2) + "("));
  }

  private static String source(String testClass) {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .filter(file -> file.endsWith(testClass + ".java"))
          .map(DocumentationTest::read)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Field> annotated(
      Class<?> type, Class<? extends java.lang.annotation.Annotation> annotation) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(annotation));
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> beans(Path file) {
    return REF.matcher(read(file)).results().map((MatchResult match) -> match.group(1));
  }
}
