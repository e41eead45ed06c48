package io.seldoningress.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.bench.MeasuredProgram.Launch;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.RealApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    for (Measure measure : results.measures()) {
      Spread program = new Spread(measure.program());
      System.out.printf(
          "%-40s %6d %10.2f %-12s [%.2f..%.2f]%s%n",
          measure.name(),
          measure.size(),
          program.median(),
          measure.unit(),
          program.least(),
          program.most(),
          measure.isCompared()
              ? "  limit %.2f  ratio %.2f [%.2f..%.2f]"
                  .formatted(
                      new Spread(measure.limit()).median(),
                      new Spread(measure.ratios()).median(),
                      new Spread(measure.ratios()).least(),
                      new Spread(measure.ratios()).most())
              : "");
    }
  }
}
