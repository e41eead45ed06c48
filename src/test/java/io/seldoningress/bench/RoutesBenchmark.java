package io.seldoningress.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.ClusterJson;
import io.seldoningress.checks.Checks;
import io.seldoningress.checks.Finding;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RouteClaim;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the computation costs for one SeldonDeployment, without a cluster: {@link Jmh} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutesBenchmark {

  /** All that comes out of one. */
  public record Outcome(
      List<Finding> findings, List<HasMetadata> routes, NavigableSet<RouteClaim> claims) {}

  /** Of {@link Samples}. */
  @Param({"small", "large"})
  String sample;

  private final KubernetesSerialization serialization = ClusterJson.serialization();
  private final RoutingSettings settings = RoutingSettings.defaults();

  private String json;
  private SeldonDeployment deployment;

  /** Before anything is measured. */
  @Setup
  public void read() {
    json = Samples.json(sample);
    deployment = parse();
  }

  @Benchmark
  public SeldonDeployment parse() {
    return serialization.unmarshal(json, SeldonDeployment.class);
  }

  @Benchmark
  public List<Finding> check() {
    return Checks.check(deployment, settings);
  }

  @Benchmark
  public List<HasMetadata> make() {
    return IstioRoutes.make(deployment, settings);
  }

  @Benchmark
  public NavigableSet<RouteClaim> claims() {
    return RouteClaims.of(deployment, settings);
  }

  /** From the text to everything. */
  @Benchmark
  public Outcome all() {
    SeldonDeployment read = parse();
    return new Outcome(
        Checks.check(read, settings),
        IstioRoutes.make(read, settings),
        RouteClaims.of(read, settings));
  }
}
