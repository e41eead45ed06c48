package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void itIsTheNameOfThePod() {
    assertThat(Identity.of(Map.of("POD_NAME", " ingress-0 "))).isEqualTo("ingress-0");
  }

  @Test
  void withoutAPodTwoProcessesOfOneMachineDiffer() {
    assertThat(Identity.of(Map.of())).isNotEqualTo(Identity.of(Map.of())).contains("_");
    assertThat(Identity.of(Map.of("POD_NAME", " "))).isNotBlank();
  }
}
