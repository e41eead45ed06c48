package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void itTellsThePod() {
    assertThat(Identity.of(Map.of("POD_NAME", " ingress-0 "))).startsWith("ingress-0_");
  }

  @Test
  void twoProcessesThatAreGivenOneNameDiffer() {
    Map<String, String> same = Map.of("POD_NAME", "ingress-0");

    assertThat(Identity.of(same)).isNotEqualTo(Identity.of(same));
  }

  @Test
  void withoutAPodTwoProcessesOfOneMachineDiffer() {
    assertThat(Identity.of(Map.of())).isNotEqualTo(Identity.of(Map.of())).contains("_");
    assertThat(Identity.of(Map.of("POD_NAME", " "))).isNotBlank();
  }
}
