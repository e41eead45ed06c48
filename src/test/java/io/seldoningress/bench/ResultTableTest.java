package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void hasALineForEachMeasureAndForItsGrowth() {
    assertThat(ResultTable.text(Measures.report()))
        .isEqualTo(
            """
            2026-01-02T03:04:05Z, 2 rounds: 2 processors, 7,946 MiB, Linux 6.1
            program: Program JVM
            load generator: Load JVM

            measure                 size   program  unit           least..most     limit  ratio   least..most  target
            start, ready               0      1.50  s             [1.40..1.60]                                 < 2 s met
            first start            1,000    160.00  1/s       [150.00..170.00]    200.00   0.80  [0.75..0.85]  ≥ 0.70 met
            one change, p50        1,000     10.00  ms           [9.00..11.00]      4.00   2.50  [2.25..2.75]  ≤ 2.00 missed
            memory, most           1,000    205.00  MiB       [200.00..210.00]                                 ≤ 300 MiB met
            steady state, writes   1,000      0.00  /min          [0.00..0.00]                                 = 0 met
            first start           10,000  1,420.00  1/s   [1,400.00..1,440.00]  2,000.00   0.71  [0.70..0.72]  ≥ 0.70 met
            memory, most          10,000    300.00  MiB       [290.00..310.00]                                 ≤ 300 MiB missed
            steady state, writes  10,000      1.50  /min          [0.00..3.00]                                 = 0 missed

            growth from 1,000 to 10,000   value    size
            first start                   ×8.88  ×10.00
            memory, most                  ×1.46  ×10.00
            steady state, writes         from 0  ×10.00
            """);
  }

  @Test
  void oneSizeDoesNotGrow() {
    Report report = Measures.report();
    List<Measure> small =
        report.measures().stream().filter(measure -> measure.size() <= 1000).toList();

    assertThat(ResultTable.text(new Report(report.machine(), 2, small))).doesNotContain("growth");
  }
}
