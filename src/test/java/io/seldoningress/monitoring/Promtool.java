package io.seldoningress.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program that checks and tests rules, beside those of the real API server. */
final class Promtool {

  /** System property or environment variable that makes a missing promtool a failure. */
  static final String REQUIRED = "PROMTOOL_REQUIRED";

  private static final Logger LOG = LoggerFactory.getLogger(Promtool.class);
  private static final String HOW_TO_GET_IT =
      "the alert rules are tested by promtool: run .ci/build-promtool";

  private final Path program;

  private Promtool(Path program) {
    this.program = program;
  }

  /**
   * The program.
   *
   * @throws TestAbortedException (the test is skipped) when it is not there; where {@link
   *     #REQUIRED} is set an IllegalStateException (the test fails)
   */
  static Promtool find() {
    Path program =
        Optional.ofNullable(System.getenv("KUBE_API_TEST_DIR"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".kubeapitest"))
            .resolve("promtool")
            .resolve("promtool");
    if (Files.isExecutable(program)) {
      return new Promtool(program);
    }
    String demand = System.getProperty(REQUIRED, System.getenv(REQUIRED));
    if (demand != null && !demand.equals("false")) {
      throw new IllegalStateException(HOW_TO_GET_IT);
    }
    LOG.warn("Skipped: {}", HOW_TO_GET_IT);
    throw new TestAbortedException(HOW_TO_GET_IT);
  }

  /** Runs it; the test fails with what it says when that is not good. */
  void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
