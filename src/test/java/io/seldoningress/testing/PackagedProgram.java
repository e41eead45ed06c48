package io.seldoningress.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The jar as a user starts it: in a folder with settings and routes, as a process of its own. Only
 * after {@code mvn package}.
 *
 * @param folder where it runs
 */
public record PackagedProgram(Path folder) {

  public static final Path JAR = Path.of("target", "seldon-istio-ingress.jar").toAbsolutePath();

  private static final long PATIENCE_SECONDS = 60;

  /** Puts the settings and routes of the product into a folder. */
  public static PackagedProgram in(Path folder) throws IOException {
    PackagedProgram program = new PackagedProgram(folder);
    program.copy(Path.of("config"));
    program.copy(RunningController.ROUTES);
    return program;
  }

  /**
   * Starts it; the caller ends it. It serves health and metrics only where the environment names a
   * port, because several may run at once.
   */
  public Process start(Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent(
        "MANAGEMENT_ENABLED", Boolean.toString(environment.containsKey("MANAGEMENT_PORT")));
    return start("output.txt", all, List.of(command("java")), JAR);
  }

  /**
   * The same with another JVM, or another jar.
   *
   * @param output the file in the folder that it prints to
   * @param java the command of a JVM, and its options
   */
  public Process start(String output, Map<String, String> environment, List<String> java, Path jar)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-jar", jar.toString()));
    return run(output, environment, command.toArray(String[]::new));
  }

  /** What it printed so far. */
  public String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  /**
   * Has the running program collect its garbage, and write what is left to a file: all of it.
   * Garbage with a finalizer goes with the second collection only; in Java 17 sockets of TLS have
   * one.
   */
  public Path dumpHeap(Process program) throws IOException, InterruptedException {
    Path file = folder.resolve("heap.hprof");
    tell(program, "GC.run");
    tell(program, "GC.run_finalization");
    tell(program, "GC.heap_dump", file.toString());
    return file;
  }

  private void tell(Process program, String... diagnosis) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(command("jcmd"));
    command.add(Long.toString(program.pid()));
    command.addAll(List.of(diagnosis));
    Process jcmd = run("jcmd.txt", Map.of(), command.toArray(String[]::new));
    if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("jcmd.txt")));
    }
  }

  /** A command of the JDK that runs the tests. */
  private static String command(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private Process run(String output, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(output).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void copy(Path from) throws IOException {
    Path to = Files.createDirectories(folder.resolve(from.getFileName()));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
