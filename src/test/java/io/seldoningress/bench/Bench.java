package io.seldoningress.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.bench.MeasuredProgram.Launch;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.RealApiServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prototype. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.getInteger("bench.rounds", 3);
    List<Integer> sizes =
        Arrays.stream(System.getProperty("bench.sizes", "1000").split(","))
            .map(Integer::valueOf)
            .toList();
    Path folder = Files.createTempDirectory("bench");
    Results results = new Results();
    for (int round = 0; round < rounds; round++) {
      try (RealApiServer server = RealApiServer.start();
          KubernetesClient client = RawApi.client(server)) {
        DefaultGateway.install(client);
        Fleet.makeNamespaces(client);
        RawApi api = new RawApi(client);
        List<String> java = new ArrayList<>();
        java.add(System.getProperty("bench.java", System.getProperty("java.home") + "/bin/java"));
        java.addAll(
            Arrays.stream(System.getProperty("bench.jvm.options", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList());
        Path home = Files.createTempDirectory(folder, "program");
        Launch launch =
            MeasuredProgram.jar(home, java, server.writeKubeconfig(folder.resolve("kubeconfig")));
        try (MeasuredProgram program =
            MeasuredProgram.start(launch, Files.createTempFile(folder, "empty", ".txt"))) {
          results.small("start, ready", 0, "s", program.awaitReady());
          Pause.millis(2000);
          results.small("memory", 0, "MiB", program.residentMebibytes());
        }
        try (RouteWatch watch = new RouteWatch(api)) {
          for (int size : sizes) {
            Fleet fleet = new Fleet(api, size, Integer.getInteger("bench.padding", 0));
            new Round(api, watch, launch, home, fleet, results).run(round % 2 == 0);
          }
        }
      }
      System.err.println("round " + round);
    }
    String programJvm =
        JvmVersion.of(
            System.getProperty("bench.java", System.getProperty("java.home") + "/bin/java"),
            System.getProperty("bench.jvm.options", ""));
    handOver(
        new Report(Machine.here(programJvm, Instant.now()), rounds, results.measures()),
        Path.of(System.getProperty("bench.output", "target/bench")));
  }

  /** Writes a report into a folder and shows it. */
  private static void handOver(Report report, Path folder) throws IOException {
    report.write(folder);
    String table = ResultTable.text(report);
    Files.writeString(folder.resolve("table.txt"), table);
    // In UTF-8 whatever the locale is, for the signs of the targets.
    new PrintStream(System.out, true, UTF_8).print(table);
  }
}
