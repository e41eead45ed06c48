package io.seldoningress.bench;

import io.seldoningress.bench.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * Bars on one scale, which begins at 0.
 *
 * @param title what they are of
 * @param bars from top to bottom
 * @param reach where the scale ends at the earliest
 * @param rowHeight of each, in pixels
 */
record Chart(String title, List<Bar> bars, double reach, int rowHeight) {

  /** Pixels for the longest bar. */
  static final int SCALE = 360;

  private static final int TITLE_HEIGHT = 30;
  private static final int AXIS_HEIGHT = 34;
  private static final int GAP = 12;
  private static final int MOST_TICKS = 5;

  private static final String GRID = "#d0d7de";
  private static final String MET = "#6ea8dc";
  private static final String MISSED = "#e8965a";
  private static final String TARGET = "#1a7f37";

  int height() {
    return TITLE_HEIGHT + bars.size() * rowHeight + AXIS_HEIGHT;
  }

  /** How wide the texts left of the bars are. */
  double labelWidth() {
    return bars.stream().mapToDouble(bar -> Svg.width(bar.label())).max().orElse(0) + GAP;
  }

  /** How wide the texts right of the bars are. */
  double textWidth() {
    return bars.stream().mapToDouble(bar -> Svg.width(bar.text())).max().orElse(0) + GAP;
  }

  /**
   * Draws it.
   *
   * @param left of the title
   * @param zero where the bars begin
   * @param top of all
   */
  void draw(Svg svg, double left, double zero, double top) {
    svg.title(left, top + TITLE_HEIGHT - GAP, Svg.INK, title);
    double first = top + TITLE_HEIGHT;
    double bottom = first + (double) bars.size() * rowHeight;
    double pixels = SCALE / end();
    for (int i = 0; i * step() <= end(); i++) {
      double x = zero + i * step() * pixels;
      svg.line(x, first, x, bottom, GRID, 1);
      svg.text(x, bottom + Svg.FONT_SIZE + 2, Anchor.MIDDLE, Svg.INK, tick(i * step()));
    }
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), zero, first + (double) i * rowHeight, pixels);
    }
  }

  private void draw(Svg svg, Bar bar, double zero, double top, double pixels) {
    double middle = top + rowHeight / 2.0;
    double thickness = rowHeight * 0.6;
    double baseline = middle + Svg.FONT_SIZE * 0.35;
    Spread spread = bar.spread();
    svg.rectangle(
        zero,
        middle - thickness / 2,
        spread.median() * pixels,
        thickness,
        bar.missed() ? MISSED : MET);
    whisker(svg, zero + spread.least() * pixels, zero + spread.most() * pixels, middle);
    bar.target()
        .map(target -> zero + target * pixels)
        .ifPresent(x -> svg.line(x, top + 1, x, top + rowHeight - 1, TARGET, 2.5));
    svg.text(zero - GAP, baseline, Anchor.END, Svg.INK, bar.label());
    svg.text(zero + SCALE + GAP, baseline, Anchor.START, Svg.INK, bar.text());
  }

  private void whisker(Svg svg, double least, double most, double middle) {
    double cap = rowHeight * 0.15;
    svg.line(least, middle, most, middle, Svg.INK, 1.5);
    svg.line(least, middle - cap, least, middle + cap, Svg.INK, 1.5);
    svg.line(most, middle - cap, most, middle + cap, Svg.INK, 1.5);
  }

  /** The end of the scale. */
  private double end() {
    return bars.stream().mapToDouble(Bar::most).reduce(reach, Math::max);
  }

  /** Between two ticks: 1, 2 or 5 of a power of ten. */
  private double step() {
    double least = end() / MOST_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String tick(double value) {
    return value >= 1000 || value == Math.rint(value)
        ? Numbers.of((int) value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
  }
}
