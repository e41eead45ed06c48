package io.seldoningress.demo;

import io.seldoningress.demo.Entry.Route;
import io.seldoningress.demo.Entry.Share;
import java.util.ArrayList;
import java.util.List;

/** Makes lines of entries, {@value #WIDTH} characters wide unless a name needs more. Pure. */
final class Table {

  static final int WIDTH = 80;

  private static final int FIRST = 20;
  private static final int SECOND = 22;
  private static final String INDENT = " ".repeat(FIRST);

  private Table() {}

  /** The head of the table. */
  static List<String> head() {
    return List.of(
        cell("SELDONDEPLOYMENT", FIRST) + "REQUESTS TO",
        share("SHARE", "PREDICTOR", "SERVICE:PORT (HTTP, gRPC)"),
        "-".repeat(WIDTH));
  }

  /** One SeldonDeployment. */
  static List<String> lines(Entry entry) {
    List<String> cells = new ArrayList<>();
    entry.url().ifPresent(url -> cells.addAll(wrap(url, rest())));
    if (!entry.problems().isEmpty()) {
      cells.add(verdict(entry));
      entry.problems().forEach(problem -> cells.addAll(bullet(problem)));
    } else if (entry.routes().isEmpty()) {
      cells.add("no routes");
    }
    entry.access().ifPresent(access -> cells.addAll(wrap(access, rest())));
    List<String> lines = new ArrayList<>(named(entry.key().toString(), cells));
    for (Route route : entry.routes()) {
      lines.addAll(
          lines.isEmpty()
              ? named(entry.key().toString(), requests(route))
              : named("", requests(route)));
      route.shares().forEach(share -> lines.add(share(share)));
    }
    return lines;
  }

  private static String verdict(Entry entry) {
    if (entry.unreached()) {
      return "NOT REACHED by clients, its routes are written:";
    }
    return entry.routes().isEmpty()
        ? "REFUSED, nothing is routed:"
        : "REFUSED, the old routes stay:";
  }

  /** One SeldonDeployment that is gone. */
  static List<String> gone(String key) {
    return named(key, List.of("gone"));
  }

  /** The text in lines of at most {@code width} characters, cut at spaces. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> requests(Route route) {
    List<String> cells = new ArrayList<>();
    route.requests().forEach(request -> cells.addAll(wrap(request, rest())));
    route.notes().forEach(note -> cells.addAll(wrap(note, rest())));
    return cells;
  }

  private static List<String> bullet(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : wrap(text, rest() - 2)) {
      lines.add((lines.isEmpty() ? "- " : "  ") + line);
    }
    return lines;
  }

  /** Cells of the second column, with the name before the first of them or, if long, above it. */
  private static List<String> named(String name, List<String> cells) {
    List<String> lines = new ArrayList<>();
    if (name.length() > FIRST - 2 && !cells.isEmpty()) {
      lines.add(name);
    }
    for (String cell : cells) {
      lines.add((lines.isEmpty() ? cell(name, FIRST) : INDENT) + cell);
    }
    return lines;
  }

  private static String share(Share share) {
    return share(share.amount(), share.to(), share.at());
  }

  private static String share(String amount, String to, String at) {
    String right = " ".repeat(Math.max(0, FIRST - 3 - amount.length())) + amount + "   ";
    return right + cell(to, SECOND) + at;
  }

  private static int rest() {
    return WIDTH - FIRST;
  }

  private static String cell(String text, int width) {
    return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
  }
}
