package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.checks.Finding;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private final Findings findings = new Findings(RoutingSettings.defaults());

  @Test
  void oneStateIsCheckedOnce() {
    SeldonDeployment wrong = SeldonDeployments.withPredictors("{name: A}");

    assertThat(findings.of(wrong)).hasSize(1).isSameAs(findings.of(wrong));
  }

  @Test
  void anotherStateIsCheckedAgain() {
    SeldonDeployment wrong = SeldonDeployments.withPredictors("{name: A}");
    SeldonDeployment mended = SeldonDeployments.withPredictors("{name: a, traffic: 100}");

    assertThat(findings.of(wrong)).isNotEmpty();
    assertThat(findings.of(mended)).isEmpty();
  }

  @Test
  void thoseThatAreSoundShareOneList() {
    List<Finding> ofOne = findings.of(SeldonDeployments.withPredictors("{name: a}"));

    assertThat(ofOne).isSameAs(findings.of(SeldonDeployments.withPredictors("{name: b}")));
    assertThat(ofOne.isEmpty()).isTrue();
  }
}
