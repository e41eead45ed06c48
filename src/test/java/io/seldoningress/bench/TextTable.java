package io.seldoningress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts in columns, two spaces apart. */
final class TextTable {

  private static final String GAP = "  ";

  private final List<Boolean> toTheRight;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param sides for each column l or r, where its texts stand
   * @param head the first row
   */
  TextTable(String sides, String... head) {
    this.toTheRight = sides.chars().mapToObj(side -> side == 'r').toList();
    add(head);
  }

  /** Adds a row with a text for each column. */
  void add(String... cells) {
    if (cells.length != toTheRight.size()) {
      throw new IllegalArgumentException("%d cells".formatted(cells.length));
    }
    rows.add(List.of(cells));
  }

  /** All rows, each with its end of line and no spaces before that. */
  String text() {
    List<Integer> widths = IntStream.range(0, toTheRight.size()).mapToObj(this::width).toList();
    return rows.stream().map(row -> line(row, widths) + "\n").collect(Collectors.joining());
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> cell(row.get(i), widths.get(i), toTheRight.get(i)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String cell(String text, int width, boolean right) {
    String space = " ".repeat(width - text.length());
    return right ? space + text : text + space;
  }
}
