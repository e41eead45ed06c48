package io.seldoningress.bench;

import io.seldoningress.testing.FreePort;
import io.seldoningress.testing.PackagedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as a process of its own, and what can be seen of it from outside. */
final class MeasuredProgram implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(15);
  private static final double TICKS_PER_SECOND = 100;
  private static final Pattern METRIC = Pattern.compile("(\\w+)(\\{[^}]*})? (\\S+)");

  /**
   * How it is started.
   *
   * @param program the folder that it runs in
   * @param java the command of a JVM, and its options
   * @param kubeconfig the cluster
   */
  record Launch(PackagedProgram program, List<String> java, Path jar, Path kubeconfig) {}

  private final Process process;
  private final Path output;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final long start;

  private MeasuredProgram(Process process, Path output, int port, long start) {
    this.process = process;
    this.output = output;
    this.address = "http://127.0.0.1:" + port + "/observe/";
    this.start = start;
  }

  /**
   * Starts it; the caller ends it.
   *
   * @param name of the run
   */
  static MeasuredProgram start(Launch launch, String name) throws IOException {
    int port = FreePort.find();
    Path output = Files.createTempFile(launch.program().folder(), name, ".txt");
    Map<String, String> environment =
        Map.of(
            "KUBECONFIG", launch.kubeconfig().toString(),
            "MANAGEMENT_PORT", Integer.toString(port));
    long start = System.nanoTime();
    Process process =
        launch
            .program()
            .start(output.getFileName().toString(), environment, launch.java(), launch.jar());
    return new MeasuredProgram(process, output, port, start);
  }

  /** Waits until it says that it is ready; returns the seconds since its start. */
  double awaitReady() {
    await(() -> code("health/ready") == 200);
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Waits until it has had so many turns, and none is left; returns the seconds since its start.
   */
  double awaitTurns(int turns) {
    // Before that it may not listen yet.
    double unused = awaitReady();
    await(
        () -> {
          String metrics = metrics();
          return turns(metrics) >= turns && depth(metrics) == 0;
        });
    return (System.nanoTime() - start) / 1e9;
  }

  double turns() {
    return turns(metrics());
  }

  /** Requests to the API server so far. */
  double requests() {
    return sum(metrics(), "seldon_ingress_api_requests_seconds_count", labels -> true);
  }

  /** Those of them that write; but for the Lease, which tells the other replicas who leads. */
  double writes() {
    return sum(
        metrics(),
        "seldon_ingress_api_requests_seconds_count",
        labels -> !labels.matches(".*(verb=\"(get|list|watch)\"|resource=\"leases\").*"));
  }

  /** Memory in MiB that is the process' own. */
  double residentMebibytes() {
    return proc("status", "VmRSS:\\s+(\\d+) kB") / 1024;
  }

  /** The most that it ever had. */
  double peakMebibytes() {
    return proc("status", "VmHWM:\\s+(\\d+) kB") / 1024;
  }

  /** Seconds of a processor so far. */
  double cpuSeconds() {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double turns(String metrics) {
    return sum(
        metrics,
        "seldon_ingress_reconcile_seconds_count",
        labels -> labels.contains("route=\"seldon-deployments\""));
  }

  private static double depth(String metrics) {
    return sum(
        metrics,
        "seldon_ingress_queue_depth",
        labels -> labels.contains("\"seldon-deployments\"") && !labels.contains("waiting"));
  }

  private static double sum(String metrics, String name, Predicate<String> chosen) {
    Matcher lines = METRIC.matcher(metrics);
    double sum = 0;
    while (lines.find()) {
      if (lines.group(1).equals(name) && chosen.test(String.valueOf(lines.group(2)))) {
        sum += Double.parseDouble(lines.group(3));
      }
    }
    return sum;
  }

  private double proc(String file, String pattern) {
    try {
      Matcher found =
          Pattern.compile(pattern)
              .matcher(Files.readString(Path.of("/proc/" + process.pid() + "/" + file)));
      if (!found.find()) {
        throw new IllegalStateException("no " + pattern);
      }
      return Double.parseDouble(found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String metrics() {
    return request("metrics").body();
  }

  private int code(String path) {
    try {
      return request(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0; // It does not listen yet.
    }
  }

  private HttpResponse<String> request(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(address + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the program is not as expected:\n" + printed());
      }
      Pause.millis(5);
    }
  }

  private String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it by SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
