package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsModeTest {

  @ParameterizedTest
  @CsvSource({
    "DISABLE,DISABLE",
    "SIMPLE,SIMPLE",
    "ISTIO_MUTUAL,ISTIO_MUTUAL",
    "STRICT,ISTIO_MUTUAL",
    "strict,ISTIO_MUTUAL"
  })
  void knownModesAreRead(String text, TlsMode mode) {
    assertThat(TlsMode.parse(text)).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PERMISSIVE", "mutual-tls"})
  void unknownModesAreRefusedWithWhatIsAllowed(String text) {
    assertThatThrownBy(() -> TlsMode.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("ISTIO_MUTUAL or STRICT");
  }

  @Test
  void mutualTlsWithFilesIsRefusedAsThereAreNone() {
    assertThatThrownBy(() -> TlsMode.parse("MUTUAL"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client certificates");
  }

  @ParameterizedTest
  @EnumSource
  void eachIsAModeOfIstio(TlsMode mode) {
    assertThat(mode.toIstio().name()).isEqualTo(mode.name());
  }
}
