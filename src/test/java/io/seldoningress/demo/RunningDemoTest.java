package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seldoningress.testing.EmbeddedApiServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo from the start to the end, on the embedded server, with a copy of the examples. */
@Timeout(120)
class RunningDemoTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Path EXAMPLES = Path.of("examples");

  @TempDir private Path folder;
  private final Printed printed = new Printed();
  private Stage stage;
  private RunningDemo demo;

  @BeforeEach
  void start() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(EXAMPLES)) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    stage = new ServerStage(EmbeddedApiServer.start(), List.of());
    demo = run(folder);
  }

  @AfterEach
  void stop() {
    demo.close();
    stage.close();
  }

  @Test
  void theTableIsThatOfTheExamples() throws IOException {
    assertThat(printed.lines().subList(1, printed.lines().size())).isEqualTo(GoldenTable.lines());
  }

  @Test
  void theWholeTableIsPrintedAgainOnDemand() throws IOException {
    printed.awaitLines(GoldenTable.lines().toArray(String[]::new));
    demo.printAll();
    printed.awaitLines(GoldenTable.lines().toArray(String[]::new));
  }

  @Test
  void anEditIsToldWithWhatWasWrittenAndTheNewShares() throws IOException {
    edit("canary.yaml", "traffic: 75", "traffic: 50", "traffic: 25", "traffic: 50");
    printed.awaitLines(
        "12:00:00  " + file("canary.yaml") + " edited",
        "          PATCHED VirtualService models/canary",
        "            main 75 % -> 50 %, canary 25 % -> 50 %",
        "models/canary       /seldon/models/canary/ and gRPC",
        "             50 %   main                  canary-main:8000, 5001",
        "             50 %   canary                canary-canary:8000, 5001");
  }

  @Test
  void anAddedAndADeletedFileAreTold() throws IOException {
    Files.writeString(
        folder.resolve("more.yaml"), read("simple.yaml").replace("name: simple", "name: more"));
    printed.awaitLines(
        "12:00:00  " + file("more.yaml") + " added",
        "          CREATED DestinationRule models/more-default",
        "          CREATED VirtualService models/more",
        "models/more         /seldon/models/more/ and gRPC",
        "            100 %   default               more-default:8000, 5001");
    Files.delete(folder.resolve("more.yaml"));
    printed.awaitLines("models/more         gone");
  }

  @Test
  void anEditThatIsRefusedLeavesTheRoutesAndOneThatMendsItIsRouted() throws IOException {
    edit("canary.yaml", "traffic: 25", "traffic: 20");
    printed.awaitLines(
        "12:00:00  " + file("canary.yaml") + " edited",
        "          no route written",
        "models/canary       REFUSED, the old routes stay:",
        "                    - spec.predictors[*].traffic: '75 + 20 = 95' is not allowed;",
        "                      allowed: shares that add up to 100 over all predictors",
        "                      that are no shadows",
        "                    /seldon/models/canary/ and gRPC",
        "             75 %   main                  canary-main:8000, 5001",
        "             25 %   canary                canary-canary:8000, 5001");
    edit("canary.yaml", "traffic: 20", "traffic: 25");
    printed.awaitLines(
        "models/canary       /seldon/models/canary/ and gRPC",
        "             75 %   main                  canary-main:8000, 5001",
        "             25 %   canary                canary-canary:8000, 5001");
  }

  @Test
  void aFileThatIsNoYamlIsToldAndLeavesItsRoutes() throws IOException {
    edit("canary.yaml", "predictors:", "predictors: [");
    printed.awaitLines("          no route written");
    edit("canary.yaml", "predictors: [", "predictors:", "traffic: 75", "traffic: 75 # same");
    printed.awaitLines(
        "          no route written",
        "models/canary       /seldon/models/canary/ and gRPC",
        "             75 %   main                  canary-main:8000, 5001",
        "             25 %   canary                canary-canary:8000, 5001");
  }

  @Test
  void twoFilesDoNotFightOverOneSeldonDeployment() throws IOException {
    Files.writeString(folder.resolve("z.yaml"), read("simple.yaml"));
    printed.awaitLines("          no route written");
    Files.delete(folder.resolve("z.yaml"));
    printed.awaitLines("12:00:00  " + file("z.yaml") + " deleted", "          no route written");
    demo.printAll();
    printed.awaitLines(GoldenTable.lines().toArray(String[]::new));
  }

  @Test
  void whoIsReadyGetsTheRequests() throws IOException {
    demo.showReadiness();
    printed.awaitLines(
        "12:00:00  the pod of predictor main is ready, that of canary not yet",
        "          PATCHED VirtualService models/canary",
        "            main 75 % -> 100 %, canary 25 % -> 0 %",
        "models/canary       /seldon/models/canary/ and gRPC",
        "            100 %   main                  canary-main:8000, 5001",
        "              0 %   canary                canary-canary:8000, 5001");
    demo.printAll();
    printed.awaitLines(GoldenTable.lines().toArray(String[]::new));
  }

  @Test
  void certificatesAppearRotateExpireAndAreClaimed() {
    demo.showCertificates();
    CertificateNews.assertTold(printed.lines(), "istio-system");
    printed.awaitLines(
        "models/https        https://models.example.net/seldon/models/https/",
        "                    /seldon/models/https/ and gRPC",
        "                    host models.example.net",
        "            100 %   default               https-default:8000, 5001");
  }

  @Test
  void theStoryBreaksOffWhereTheDemoEnds() throws Exception {
    FutureTask<Void> story = new FutureTask<>(demo::showCertificates, null);
    new Thread(story, "story").start();
    printed.awaitLines("          no Gateway written");
    demo.close();
    story.get(10, TimeUnit.SECONDS);
    assertThat(String.join(" ", printed.lines())).doesNotContain("models-cert is made");
  }

  @Test
  void itEndsWithinSecondsAndLeavesNoThreads() {
    Instant start = Instant.now();
    demo.close();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("demo-")));
  }

  @Test
  void aFolderThatIsNotThereLeavesNothingRunning() {
    assertThatThrownBy(() -> run(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
  }

  private RunningDemo run(Path examples) throws IOException {
    Flags flags = new Flags(Flags.Server.EMBEDDED, Optional.empty(), examples, false);
    return RunningDemo.start(
        stage, flags, DemoSettings.of(Map.of(), flags), printed.stream(), NOON);
  }

  /** The name of the temporary folder may be so long that the line is cut. */
  private String file(String name) {
    return folder + "/" + name;
  }

  private void edit(String file, String... replacements) throws IOException {
    String text = read(file);
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    Files.writeString(folder.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
