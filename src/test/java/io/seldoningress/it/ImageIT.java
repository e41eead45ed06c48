package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ImageTar;
import io.seldoningress.testing.PackagedProgram;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the container image, read from its tar. */
@Tag("image")
class ImageIT {

  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "amd64", "aarch64", "arm64");
  private static final int WRITABLE_BY_OTHERS_OR_SETUID = 07022;

  @TempDir static Path root;
  private static ImageTar image;

  @BeforeAll
  static void unpack() throws IOException {
    image = ImageTar.built();
    image.unpack(root);
  }

  @Test
  void itIsForThisPlatform() {
    assertThat(image.config().path("os").asText()).isEqualTo("linux");
    assertThat(image.config().path("architecture").asText())
        .isEqualTo(ARCHITECTURES.get(System.getProperty("os.arch")));
  }

  @Test
  void itStartsTheJarByTheRuntimeAsAUserWithoutRights() {
    assertThat(image.texts("Entrypoint"))
        .containsExactly(
            "/opt/java/bin/java",
            "-XX:AOTCache=/app/seldon-istio-ingress.aot",
            "-jar",
            "/app/seldon-istio-ingress.jar");
    assertThat(image.texts("Cmd")).isEmpty();
    assertThat(image.texts("Env")).isEmpty();
    assertThat(image.config().at("/config/User").asText()).isEqualTo("65532:65532");
    assertThat(image.config().at("/config/WorkingDir").asText()).isEqualTo("/app");
    assertThat(image.config().at("/config/ExposedPorts").fieldNames())
        .toIterable()
        .containsExactly("9876/tcp");
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(image.config().at("/config/Labels").fieldNames())
        .toIterable()
        .contains(
            "org.opencontainers.image.title",
            "org.opencontainers.image.version",
            "org.opencontainers.image.licenses");
    assertThat(image.config().path("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void itHasTheRuntimeTheCLibraryAndTheProgramAndNothingElse() {
    assertThat(image.entries().stream().map(entry -> entry.getName().split("/", 2)[0]).distinct())
        .isSubsetOf("app", "etc", "lib", "lib64", "opt", "usr");
    assertThat(files("usr/")).allMatch(name -> name.startsWith("usr/share/doc/"));
    assertThat(files("opt/")).allMatch(name -> name.startsWith("opt/java/"));
    assertThat(files("opt/java/bin/")).contains("opt/java/bin/java");
    assertThat(files("")).noneMatch(name -> name.matches("(.*/)?(\\w*sh|busybox|env|perl)"));
    assertThat(files("")).doesNotHaveDuplicates();
  }

  @Test
  void nobodyButRootCanWriteAFileAndNoneGivesItsOwnersRights() {
    assertThat(image.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.getMode() & WRITABLE_BY_OTHERS_OR_SETUID)
                  .as(entry.getName())
                  .isZero();
              assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
              assertThat(entry.isFile() || entry.isDirectory()).isTrue();
            });
  }

  @Test
  void theProgramIsThatOfTheBuild() throws IOException {
    assertThat(root.resolve("app/seldon-istio-ingress.jar"))
        .hasSameBinaryContentAs(PackagedProgram.JAR);
    assertSame(PackagedProgram.JAR.resolveSibling("lib"), "app/lib");
    assertSame(Path.of("config"), "app/config");
    assertSame(RunningController.ROUTES, "app/routes");
    assertThat(root.resolve("app/seldon-istio-ingress.aot")).isNotEmptyFile();
  }

  @Test
  void theLibrariesAreALayerOfTheirOwn() {
    assertThat(image.layers())
        .hasSize(3)
        .anySatisfy(
            layer ->
                assertThat(layer.stream().filter(TarArchiveEntry::isFile))
                    .isNotEmpty()
                    .allMatch(entry -> entry.getName().startsWith("app/lib/")));
  }

  @Test
  void theRuntimeIsJava25WithTheModulesThatTheJarsNeed() throws IOException {
    String release = Files.readString(root.resolve("opt/java/release"));

    assertThat(release).contains("JAVA_VERSION=\"25");
    assertThat(release.replaceAll("(?s).*MODULES=\"([^\"]*)\".*", "$1").split(" "))
        .contains(neededModules())
        .contains("java.naming", "jdk.naming.dns", "jdk.zipfs", "jdk.jfr", "jdk.unsupported");
  }

  private static String[] neededModules() throws IOException {
    StringWriter said = new StringWriter();
    PrintWriter output = new PrintWriter(said);
    Stream<String> options =
        Stream.of("--ignore-missing-deps", "--multi-release=17", "--print-module-deps", "-q");
    try (Stream<Path> libraries = Files.list(root.resolve("app/lib"))) {
      Stream<String> jars =
          Stream.concat(libraries, Stream.of(PackagedProgram.JAR)).map(Path::toString);
      ToolProvider.findFirst("jdeps")
          .orElseThrow()
          .run(output, output, Stream.concat(options, jars).toArray(String[]::new));
    }
    return said.toString().lines().reduce((first, last) -> last).orElseThrow().split(",");
  }

  private static List<String> files(String prefix) {
    return image.entries().stream()
        .filter(TarArchiveEntry::isFile)
        .map(TarArchiveEntry::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static void assertSame(Path folder, String copy) throws IOException {
    try (Stream<Path> originals = Files.list(folder)) {
      List<Path> wanted = originals.sorted().toList();
      assertThat(files(copy + "/"))
          .containsExactlyInAnyOrderElementsOf(
              wanted.stream().map(file -> copy + "/" + file.getFileName()).toList());
      assertThat(wanted)
          .allSatisfy(
              file ->
                  assertThat(root.resolve(copy).resolve(file.getFileName()))
                      .hasSameBinaryContentAs(file));
    }
  }
}
