package io.seldoningress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link RoutesBenchmark}: {@code mvn -q -P bench exec:exec@jmh}. The property
 * bench.jmh.options takes options of JMH, such as {@code -f 3 -i 20}; what they leave open is
 * short.
 */
public final class Jmh {

  private Jmh() {}

  /** Prints JMH's table, and writes jmh.json into the folder bench.output. */
  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Path folder = BenchOptions.folder();
    Files.createDirectories(folder);
    String[] options = System.getProperty("bench.jmh.options", "").strip().split("\\s+", 0);
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(options[0].isEmpty() ? new String[0] : options))
                .include(RoutesBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString())
                .build())
        .run();
  }
}
