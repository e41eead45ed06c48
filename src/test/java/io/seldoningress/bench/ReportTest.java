package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path made = folder.resolve("a/b");

    Measures.report().write(made);

    assertThat(Report.read(made)).isEqualTo(Measures.report());
  }

  @Test
  void isIndentedJson() throws IOException {
    Measures.report().write(folder);

    assertThat(Files.readString(folder.resolve("bench.json")))
        .startsWith("{\n  \"machine\" : {\n    \"processors\" : 2,")
        .contains("\"program\" : [ 1.4, 1.6 ]")
        .endsWith("}\n");
  }

  @Test
  void theMachineIsThisOne() {
    Machine machine = Machine.here("a JVM", Instant.parse("2026-01-02T03:04:05.678Z"));

    assertThat(machine.processors()).isPositive();
    assertThat(machine.mebibytes()).isGreaterThan(100);
    assertThat(machine.system()).startsWith(System.getProperty("os.name"));
    assertThat(machine.programJvm()).isEqualTo("a JVM");
    assertThat(machine.generatorJvm()).contains(System.getProperty("java.runtime.version"));
    assertThat(machine.date()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void aJvmIsAskedForItsVersion() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertThat(JvmVersion.of(java, "")).isEqualTo(JvmVersion.own());
    assertThat(JvmVersion.of(java, "-Xmx1g")).isEqualTo(JvmVersion.own() + " -Xmx1g");
  }
}
