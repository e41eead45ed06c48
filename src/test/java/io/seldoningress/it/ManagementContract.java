package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seldoningress.testing.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the controller shows of itself while it works. */
abstract class ManagementContract extends IngressReadyFixture {

  @Test
  void metricsTellWhatBecameOfSeldonDeployments() {
    apply("income", predictors("main"));
    apply("canary", predictors("main=75", "canary=25"));
    apply("broken", predictors("main=150", "canary=-50"));
    apply("lost", "annotations: {seldon.io/istio-gateway: missing}", predictors("main"));
    startController(Map.of("usageMetrics.enabled", "true"));
    awaitRouted("income");
    awaitCondition("broken", "False", "InvalidSeldonDeployment");
    awaitCondition("lost", "False", "GatewayNotFound");

    awaitMetric("seldon_ingress_seldondeployments{state=\"routed\"} 2.0");
    awaitMetric("seldon_ingress_seldondeployments{state=\"refused\"} 1.0");
    awaitMetric("seldon_ingress_seldondeployments{state=\"unreachable\"} 1.0");
    awaitMetric("seldon_ingress_seldondeployments{state=\"waiting\"} 0.0");
    awaitMetric("seldon_ingress_parked{reason=\"InvalidSeldonDeployment\"} 1.0");
    awaitMetric("seldon_ingress_dead_letters_total{reason=\"GatewayNotFound\"} 1.0");
    awaitMetric("seldon_ingress_writes_total{kind=\"VirtualService\",outcome=\"created\"} 3.0");
    awaitMetric("seldon_ingress_usage_deployments 4.0");
    awaitMetric("seldon_ingress_usage_predictors 6.0");
    awaitMetric("seldon_ingress_leader 1.0");
    assertThat(documented()).containsAll(names());
    eventually().until(() -> count("seldon_ingress_reconcile_seconds_count", "refused") > 0);
    eventually().until(() -> count("seldon_ingress_reconcile_seconds_count", "succeeded") > 0);
  }

  @Test
  void aRepairIsCountedAndToldAsDrift() {
    startController();
    apply("income", predictors("main"));
    awaitRouted("income");
    try (RecordedLog log =
        RecordedLog.of("io.seldoningress.component.apply.KubernetesApplyProducer")) {
      virtualService("income").delete();

      log.await(
          "CREATED kind=VirtualService namespace=%s name=income reason=DRIFT".formatted(namespace));
      awaitMetric("seldon_ingress_drift_repairs_total{kind=\"VirtualService\"} 1.0");
    }
  }

  @Test
  void nothingIsLoggedWhileNothingChanges() {
    startController();
    apply("income", predictors("main"));
    awaitRouted("income");
    awaitAllHandled();
    try (RecordedLog log = RecordedLog.of("io.seldoningress")) {
      for (int i = 0; i < 20; i++) {
        patchStatus("income", "{\"replicas\": %d}".formatted(i));
      }
      awaitAllHandled();

      assertThat(log.lines()).filteredOn(line -> !line.contains(SENTINEL)).isEmpty();
    }
  }

  private Set<String> names() {
    return Pattern.compile("(?m)^# TYPE (seldon_[a-z_]+) ")
        .matcher(scraped())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> documented() {
    try {
      return Pattern.compile("(?m)^\\| `(seldon_[a-z_]+)` ")
          .matcher(Files.readString(Path.of("docs/metrics.md")))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double count(String name, String result) {
    return Pattern.compile(
            "(?m)^%s\\{result=\"%s\",route=\"seldon-deployments\"\\} (.*)$".formatted(name, result))
        .matcher(scraped())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  private void awaitMetric(String line) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(scraped().lines().filter(one -> one.startsWith("seldon")))
                    .contains(line));
  }

  private String scraped() {
    MeterRegistry metrics =
        controller.context().getRegistry().findSingleByType(MeterRegistry.class);
    return ((PrometheusMeterRegistry) metrics).scrape();
  }
}
