package io.seldoningress.bench;

/** A report as text. */
final class ResultTable {

  private ResultTable() {}

  /** The machine, a line for each measure, and how they grow where several sizes were measured. */
  static String text(Report report) {
    String growth = Growth.of(report.measures()).map(ResultTable::growth).orElse("");
    return head(report) + "\n" + measures(report) + growth;
  }

  private static String head(Report report) {
    Machine machine = report.machine();
    return """
        %s, %d rounds: %d processors, %s MiB, %s
        program: %s
        load generator: %s
        """
        .formatted(
            machine.date(),
            report.rounds(),
            machine.processors(),
            Numbers.of(Math.toIntExact(machine.mebibytes())),
            machine.system(),
            machine.programJvm(),
            machine.generatorJvm());
  }

  private static String measures(Report report) {
    TextTable table =
        new TextTable(
            "lrrlrrrrl",
            "measure",
            "size",
            "program",
            "unit",
            "least..most",
            "limit",
            "ratio",
            "least..most",
            "target");
    report.measures().forEach(measure -> add(table, measure));
    return table.text();
  }

  private static void add(TextTable table, Measure measure) {
    Spread program = new Spread(measure.program());
    table.add(
        measure.name(),
        Numbers.of(measure.size()),
        Numbers.of(program.median()),
        measure.unit(),
        Numbers.range(program),
        measure.isCompared() ? Numbers.of(new Spread(measure.limit()).median()) : "",
        measure.isCompared() ? Numbers.of(new Spread(measure.ratios()).median()) : "",
        measure.isCompared() ? Numbers.range(new Spread(measure.ratios())) : "",
        Targets.verdict(measure));
  }

  private static String growth(Growth growth) {
    TextTable table =
        new TextTable(
            "lrr",
            "growth from %s to %s".formatted(Numbers.of(growth.from()), Numbers.of(growth.to())),
            "value",
            "size");
    for (Growth.Line line : growth.lines()) {
      table.add(line.name(), factor(line), "×" + Numbers.of(growth.factor()));
    }
    return "\n" + table.text();
  }

  private static String factor(Growth.Line line) {
    if (line.from() == 0) {
      return line.to() == 0 ? "stays 0" : "from 0";
    }
    return "×" + Numbers.of(line.to() / line.from());
  }
}
