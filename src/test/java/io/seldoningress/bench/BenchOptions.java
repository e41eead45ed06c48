package io.seldoningress.bench;

import io.seldoningress.testing.PackagedProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a run is made: the system properties {@code bench.*}.
 *
 * @param rounds how often all is measured
 * @param sizes how many SeldonDeployments there are, one fleet after the other
 * @param large how many there are of 40 KB, for the memory alone
 * @param java what the program runs on: the command of a JVM, and its options
 * @param jar the program
 * @param output the folder of the results
 */
record BenchOptions(
    int rounds, List<Integer> sizes, int large, List<String> java, Path jar, Path output) {

  /** Those of this JVM. */
  static BenchOptions read() {
    return new BenchOptions(
        Integer.getInteger("bench.rounds", 3),
        Arrays.stream(System.getProperty("bench.sizes", "1000").split(","))
            .map(Integer::valueOf)
            .toList(),
        Integer.getInteger("bench.large", 1000),
        command(),
        Path.of(System.getProperty("bench.jar", PackagedProgram.JAR.toString())).toAbsolutePath(),
        folder());
  }

  /** The folder of the results alone, for what is done with them. */
  static Path folder() {
    return Path.of(System.getProperty("bench.output", "target/bench"));
  }

  /** The JVM of the program in words. */
  String jvm() throws IOException {
    return JvmVersion.of(java.get(0), String.join(" ", java.subList(1, java.size())));
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    String usual = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Absolute, because it is run in a folder of its own.
    command.add(Path.of(System.getProperty("bench.java", usual)).toAbsolutePath().toString());
    Arrays.stream(System.getProperty("bench.jvm.options", "").split("\\s+"))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    return command;
  }
}
