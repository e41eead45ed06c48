package io.seldoningress.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways to install the chart, each of which has to render and to be accepted. */
enum ChartCase {
  DEFAULTS,
  /** As the documentation of Seldon Core has it, with a Gateway in the namespace of the models. */
  GATEWAY_OF_A_NAMESPACE("istio.enabled=true", "istio.gateway=mygateway"),
  USAGE_METRICS("usageMetrics.enabled=true"),
  MUTUAL_TLS_IN_THE_MESH("istio.tlsMode=STRICT"),
  KEPT_GATEWAY("gateway.managed=true", "gateway.httpsRedirect=true"),
  ACCESS("access.enabled=true", "access.issuers[0]=https://issuer.example.com"),
  SINGLE_NAMESPACE("singleNamespace=true"),
  SINGLE_NAMESPACE_WITH_KEPT_GATEWAY("singleNamespace=true", "gateway.managed=true"),
  ONE_REPLICA("replicaCount=1", "settings.leaderElection\\.enabled=false"),
  ACCOUNT_OF_SOMEBODY_ELSE(
      "rbac.create=false", "serviceAccount.create=false", "serviceAccount.name=theirs"),
  IDLE("istio.enabled=false"),
  EVERYTHING;

  private final String sets;

  ChartCase(String... sets) {
    this.sets = String.join(";", sets);
  }

  /** The chart with the values of the case. */
  Chart chart(String namespace) {
    return Chart.in(namespace).withFile(this == EVERYTHING ? everything() : "").with(split());
  }

  private String[] split() {
    return sets.isEmpty() ? new String[0] : sets.split(";", -1);
  }

  private static String everything() {
    try {
      return Files.readString(Path.of("src", "test", "resources", "chart", "everything.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
