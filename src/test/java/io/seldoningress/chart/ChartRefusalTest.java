package io.seldoningress.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that can't be meant are refused before anything is installed. */
class ChartRefusalTest {

  private static final String NAMESPACE = "seldon-system";

  @ParameterizedTest
  @CsvSource({
    "istio.gatway=a/b, gatway",
    "istioGateway=a/b, istioGateway",
    "istio.tlsMode=MUTUAL, tlsMode",
    "replicaCount=two, replicaCount",
    "manager.leaderElectionID=a33bd623.machinelearning.seldon.io, leaderElectionID",
    "settings.queue\\.maximumDelya=1m, queue.maximumDelya",
    "settings.istio\\.gateway=a/b, istio.gateway",
    "routes.overrides.mine=x, mine",
    "gateway.managed=maybe, managed",
  })
  void aValueThatDoesNotExistOrIsNotAllowedIsRefused(String set, String named) {
    Chart chart = Chart.in(NAMESPACE).with(set);

    assertThatThrownBy(chart::render)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema")
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource({
    "gateway.managed=true;istio.gateway=mygateway, set gateway.name",
    "settings.leaderElection\\.enabled=false, set replicaCount to 1",
    "singleNamespace=true;settings.watch\\.namespaces=a, singleNamespace is true",
    "manager.leaderElectionRenewDeadlineSecs=15, leaderElectionLeaseDurationSecs",
    "manager.leaderElectionRetryPeriodSecs=4, a third",
  })
  void valuesThatDoNotGoTogetherAreRefused(String sets, String told) {
    Chart chart = Chart.in(NAMESPACE).with(sets.split(";", -1));

    assertThatThrownBy(chart::render).hasMessageContaining(told);
  }
}
