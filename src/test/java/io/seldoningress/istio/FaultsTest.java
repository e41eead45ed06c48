package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjection;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortHttpStatus;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final SeldonDeployment SHARED =
      SeldonDeployments.withSpec(
          """
          annotations: {seldon.io/istio-fault-abort: "500"},
          predictors: [{name: a, traffic: 50},
            {name: b, traffic: 50, annotations: {seldon.io/istio-fault-abort: "503"}}]
          """);

  @Test
  void aBranchOfOnePredictorHasItsFaults() {
    assertThat(status(SHARED, Optional.of(SHARED.predictors().get(1)))).isEqualTo(503);
    assertThat(status(SHARED, Optional.of(SHARED.predictors().get(0)))).isEqualTo(500);
  }

  @Test
  void aBranchOfSeveralHasThoseOfTheSeldonDeployment() {
    assertThat(status(SHARED, Optional.empty())).isEqualTo(500);
  }

  private static int status(SeldonDeployment deployment, Optional<Predictor> only) {
    HTTPFaultInjection fault = Faults.of(deployment, new Branch(List.of(), only)).orElseThrow();
    return ((HTTPFaultInjectionAbortHttpStatus) fault.getAbort().getErrorType()).getHttpStatus();
  }
}
