package io.seldoningress.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.bench.MeasuredProgram.Launch;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.PackagedProgram;
import io.seldoningress.testing.RealApiServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.util.FileUtil;

/**
 * Measures the packaged program beside the API server's own limit, and writes what it found as a
 * table and as JSON. Each round has an API server of its own.
 */
public final class Bench {

  private static final int LARGE_SPEC = 40_000;
  private static final long CALM_MILLIS = 2000;

  private final BenchOptions options;
  private final Path folder;
  private final Results results = new Results();

  private Bench(BenchOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /** Runs by the system properties {@code bench.*}, see {@link BenchOptions}. */
  public static void main(String[] arguments) throws IOException {
    BenchOptions options = BenchOptions.read();
    Path folder = Files.createTempDirectory("bench");
    try {
      Bench bench = new Bench(options, folder);
      for (int round = 1; round <= options.rounds(); round++) {
        System.err.printf("round %d of %d%n", round, options.rounds());
        bench.round(round);
      }
      bench.handOver();
    } finally {
      FileUtil.removeDir(folder.toFile());
    }
  }

  private void round(int number) throws IOException {
    try (RealApiServer server = RealApiServer.start();
        KubernetesClient client = RawApi.client(server)) {
      DefaultGateway.install(client);
      Fleet.makeNamespaces(client);
      RawApi api = new RawApi(client);
      Path home = Files.createTempDirectory(folder, "program");
      Path kubeconfig = server.writeKubeconfig(home.resolve("kubeconfig"));
      Launch launch =
          new Launch(PackagedProgram.in(home), options.java(), options.jar(), kubeconfig);
      empty(launch);
      try (RouteWatch watch = new RouteWatch(api)) {
        for (int size : options.sizes()) {
          Fleet fleet = new Fleet(api, size, 0);
          // Whoever comes second finds the API server warm: they take turns.
          new Round(api, watch, launch, fleet, results).run(number % 2 == 1);
        }
      }
      large(api, launch);
    }
  }

  private void empty(Launch launch) throws IOException {
    try (MeasuredProgram program = MeasuredProgram.start(launch, "empty")) {
      results.small("start, ready", 0, "s", program.awaitReady());
      Pause.millis(CALM_MILLIS);
      results.small("memory", 0, "MiB", program.residentMebibytes());
    }
  }

  private void large(RawApi api, Launch launch) throws IOException {
    if (options.large() == 0) {
      return;
    }
    Fleet fleet = new Fleet(api, options.large(), LARGE_SPEC);
    fleet.create();
    try (MeasuredProgram program = MeasuredProgram.start(launch, "large")) {
      program.awaitTurns(options.large());
      results.small("memory, 40 KB specs", options.large(), "MiB", program.residentMebibytes());
      results.small("memory, 40 KB specs, most", options.large(), "MiB", program.peakMebibytes());
    }
  }

  private void handOver() throws IOException {
    Report report =
        new Report(
            Machine.here(options.jvm(), Instant.now()), options.rounds(), results.measures());
    report.write(options.output());
    String table = ResultTable.text(report);
    Files.writeString(options.output().resolve("table.txt"), table);
    // In UTF-8 whatever the locale is, for the signs of the targets.
    new PrintStream(System.out, true, UTF_8).print(table);
  }
}
