package io.seldoningress.bench;

import java.util.Locale;

/** A drawing as SVG, from rectangles, lines and texts. */
final class Svg {

  /** Of texts, in pixels. */
  static final int FONT_SIZE = 13;

  /** The colour of texts. */
  static final String INK = "#24292f";

  /** No character of a usual font is wider on average. */
  private static final double CHARACTER = 0.6 * FONT_SIZE;

  /** Which end of a text its place is. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String value;

    Anchor(String value) {
      this.value = value;
    }
  }

  private final StringBuilder elements = new StringBuilder();

  /** How wide a text is at most, in pixels. */
  static double width(String text) {
    return text.length() * CHARACTER;
  }

  void rectangle(double x, double y, double width, double height, String color) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, color);
  }

  void line(double x1, double y1, double x2, double y2, String color, double thickness) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, color, thickness);
  }

  /** A text whose base line is at y. */
  void text(double x, double y, Anchor anchor, String color, String text) {
    text(x, y, anchor, color, "normal", text);
  }

  void title(double x, double y, String color, String text) {
    text(x, y, Anchor.START, color, "bold", text);
  }

  private void text(double x, double y, Anchor anchor, String color, String weight, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-weight=\"%s\">%s</text>",
        x, y, anchor.value, color, weight, escape(text));
  }

  /** The whole file. */
  String file(double width, double height, String background) {
    return String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" \
            viewBox="0 0 %1$.0f %2$.0f" font-family="Helvetica, Arial, sans-serif" \
            font-size="%3$d">
            <rect width="100%%" height="100%%" fill="%4$s"/>
            """,
            width,
            height,
            FONT_SIZE,
            background)
        + elements
        + "</svg>\n";
  }

  private void add(String format, Object... values) {
    elements.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
