package io.seldoningress.bench;

import io.seldoningress.bench.Measure.Better;
import io.seldoningress.bench.Svg.Anchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Draws a report: {@code mvn -q -P bench exec:exec@picture}, after a run. */
public final class Picture {

  private static final int MARGIN = 24;
  private static final int LINE = 20;
  private static final int HIGH = 26;
  private static final int LOW = 20;

  /** The ratio of the API server alone, which each scale of ratios shows. */
  private static final double ITSELF = 1;

  /** Values have no such thing; more than 0, so that there is a scale. */
  private static final double NOTHING = 0.1;

  /** For a page of any colour. */
  private static final String BACKGROUND = "#ffffff";

  private Picture() {}

  /** Draws the report of the folder bench.output. */
  public static void main(String[] arguments) throws IOException {
    draw(BenchOptions.folder());
  }

  /** Reads the report of a folder, and writes bench.svg beside it. */
  static void draw(Path folder) throws IOException {
    Files.writeString(folder.resolve("bench.svg"), svg(Report.read(folder)));
  }

  /** The picture of a report, as SVG. */
  static String svg(Report report) {
    List<Chart> charts = charts(report.measures());
    List<String> head = head(report);
    double zero = MARGIN + widest(charts, Chart::labelWidth);
    double width =
        Math.max(
            zero + Chart.SCALE + widest(charts, Chart::textWidth),
            MARGIN + head.stream().mapToDouble(Svg::width).max().orElse(0));
    Svg svg = new Svg();
    double y = MARGIN;
    for (String line : head) {
      y += LINE;
      svg.text(MARGIN, y, Anchor.START, Svg.INK, line);
    }
    y += LINE;
    for (Chart chart : charts) {
      chart.draw(svg, MARGIN, zero, y);
      y += chart.height();
    }
    return svg.file(Math.ceil(width + MARGIN), y + MARGIN, BACKGROUND);
  }

  private static List<String> head(Report report) {
    Machine machine = report.machine();
    return List.of(
        "%s, %d processors, %s MiB, %s"
            .formatted(
                machine.date(),
                machine.processors(),
                Numbers.of(Math.toIntExact(machine.mebibytes())),
                machine.system()),
        "Program: " + machine.programJvm(),
        "Load generator: " + machine.generatorJvm(),
        "Bars are medians of %d rounds, whiskers go from the least to the most, green lines are targets."
            .formatted(report.rounds()),
        "In brackets: how many SeldonDeployments there are.");
  }

  private static List<Chart> charts(List<Measure> measures) {
    return Stream.of(
            chart(
                "Throughput by that of the API server alone: more is better",
                measures,
                measure -> measure.isCompared() && measure.better() == Better.LARGER,
                Bar::ofRatio,
                ITSELF,
                HIGH),
            chart(
                "Delay by that of the API server alone: less is better",
                measures,
                measure -> measure.isCompared() && measure.better() == Better.SMALLER,
                Bar::ofRatio,
                ITSELF,
                HIGH),
            chart("Memory in MiB", measures, named("memory", "MiB"), Bar::ofValue, NOTHING, LOW),
            chart("Start in seconds", measures, named("start", "s"), Bar::ofValue, NOTHING, LOW))
        .filter(chart -> !chart.bars().isEmpty())
        .toList();
  }

  private static Chart chart(
      String title,
      List<Measure> measures,
      Predicate<Measure> chosen,
      Function<Measure, Bar> bar,
      double reach,
      int rowHeight) {
    List<Bar> bars = Bar.drawable(measures.stream().filter(chosen).map(bar).toList());
    return new Chart(title, bars, reach, rowHeight);
  }

  private static Predicate<Measure> named(String start, String unit) {
    return measure ->
        !measure.isCompared() && measure.name().startsWith(start) && measure.unit().equals(unit);
  }

  private static double widest(List<Chart> charts, Function<Chart, Double> width) {
    return charts.stream().mapToDouble(width::apply).max().orElse(0);
  }
}
