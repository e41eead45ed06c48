package io.seldoningress.faults;

import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The jar as a process of its own, behind a proxy; its settings are environment variables. */
final class Program implements AutoCloseable {

  private static final Path JAR = Path.of("target", "seldon-istio-ingress.jar").toAbsolutePath();

  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param folder an empty folder that exists
   * @param name its name among its replicas
   * @param server the cluster
   * @param settings environment variables
   */
  static Program start(
      Path folder, String name, ProxiedApiServer server, Map<String, String> settings)
      throws IOException {
    copy(Path.of("config"), folder);
    copy(RunningController.ROUTES, folder);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("KUBECONFIG", server.writeKubeconfig(folder.resolve("kubeconfig")).toString());
    environment.put("POD_NAME", name);
    environment.put("LEADER_ELECTION_NAMESPACE", FaultFixture.OWN_NAMESPACE);
    environment.putIfAbsent("QUEUE_MAXIMUM_DELAY", "5s");
    // Several of them run at once.
    environment.putIfAbsent("MANAGEMENT_ENABLED", "false");
    Path output = folder.resolve("output.txt");
    String java = ProcessHandle.current().info().command().orElseThrow();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-jar", JAR.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return new Program(builder.start(), output);
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM.
   *
   * @param seconds how long it may take to end
   * @return its exit code
   */
  int terminate(int seconds) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end within " + seconds + " s at SIGTERM:\n" + output());
    }
    return process.exitValue();
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Waits for something while it runs. */
  void await(Callable<Boolean> condition) {
    try {
      FaultFixture.eventually().until(() -> !runs() || condition.call());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(output(), e);
    }
    if (!runs()) {
      throw new AssertionError("has ended:\n" + output());
    }
  }

  /** What it, and those in the same folder before it, printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static void copy(Path from, Path folder) throws IOException {
    Path to = Files.createDirectories(folder.resolve(from.getFileName()));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
