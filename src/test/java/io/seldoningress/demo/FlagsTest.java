package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seldoningress.demo.Flags.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {

  @Test
  void withoutFlagsItIsTheEmbeddedServer() {
    assertThat(Flags.parse(name -> null))
        .isEqualTo(new Flags(Server.EMBEDDED, Optional.empty(), Path.of("examples"), false));
  }

  @Test
  void aClusterIsWrittenToInOneNamespaceOnly() {
    assertThat(Flags.parse(Map.of("server", "cluster")::get).namespace()).contains("seldon-demo");
  }

  @Test
  void allCanBeChosen() {
    Map<String, String> properties =
        Map.of("server", "cluster", "namespace", "mine", "examples", "e", "yes", "true");
    assertThat(Flags.parse(properties::get))
        .isEqualTo(new Flags(Server.CLUSTER, Optional.of("mine"), Path.of("e"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server | clster | embedded, real, cluster",
        "server | REAL | embedded, real, cluster",
        "namespace | a/b | the name of a namespace: lower case letters, digits and '-'",
        "namespace | '' | the name of a namespace: lower case letters, digits and '-'",
        "yes | maybe | true, false",
      })
  void whatIsNotAllowedIsToldWithWhatIs(String flag, String value, String allowed) {
    assertThatThrownBy(() -> Flags.parse(Map.of(flag, value)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-D%s=%s is not allowed; allowed: %s", flag, value, allowed);
  }
}
