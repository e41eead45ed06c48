package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PictureTest {

  private static final String TOOLS = "a <b> & \"c\"";

  @TempDir Path folder;

  private Element root;

  @BeforeEach
  void draw() throws Exception {
    root = parse(Picture.svg(report()));
  }

  @Test
  void showsWhatIsComparedWithItsValuesAndTargets() {
    assertThat(texts())
        .containsSubsequence(
            "first start (1,000)", "0.80 [0.75..0.85]  160.00 1/s  ≥ 0.70 met",
            "first start (10,000)", "0.71 [0.70..0.72]  1,420.00 1/s  ≥ 0.70 met",
            "one change, p50 (1,000)", "2.50 [2.25..2.75]  10.00 ms  ≤ 2.00 missed");
  }

  @Test
  void showsMemoryAndStarts() {
    assertThat(texts())
        .containsSubsequence(
            "memory, most (1,000)", "205.00 MiB [200.00..210.00]  ≤ 300 MiB met",
            "memory, most (10,000)", "300.00 MiB [290.00..310.00]  ≤ 300 MiB missed",
            "start, ready", "1.50 s [1.40..1.60]  < 2 s met");
  }

  @Test
  void saysWhereItWasMeasured() {
    assertThat(texts()).contains("Program: " + TOOLS);
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    List<Double> bars = numbers("rect", "width");

    // The scale ends at 1, which is the API server itself.
    assertThat(bars.get(0)).isEqualTo(Chart.SCALE * 0.80);
    assertThat(bars.get(1)).isEqualTo(Chart.SCALE * 0.71);
  }

  @Test
  void nothingIsOutsideOfIt() {
    double width = number(root, "width");
    double height = number(root, "height");

    assertThat(boxes())
        .allSatisfy(
            box -> {
              assertThat(box.left()).isGreaterThanOrEqualTo(0);
              assertThat(box.right()).isLessThanOrEqualTo(width);
              assertThat(box.top()).isGreaterThanOrEqualTo(0);
              assertThat(box.bottom()).isLessThanOrEqualTo(height);
            });
  }

  @Test
  void noTextIsOverAnother() {
    List<Box> boxes = boxes();

    for (int i = 0; i < boxes.size(); i++) {
      Box one = boxes.get(i);
      assertThat(boxes.subList(i + 1, boxes.size())).noneMatch(one::overlaps);
    }
  }

  @Test
  void hasABackgroundAndTextsThatCanBeRead() {
    Element background = (Element) root.getElementsByTagName("rect").item(0);

    assertThat(background.getAttribute("width")).isEqualTo("100%");
    assertThat(background.getAttribute("fill")).isEqualTo("#ffffff");
    assertThat(number(root, "font-size")).isGreaterThanOrEqualTo(12);
  }

  @Test
  void isWrittenBesideTheReport() throws Exception {
    report().write(folder);

    Picture.draw(folder);

    assertThat(Files.readString(folder.resolve("bench.svg"))).isEqualTo(Picture.svg(report()));
  }

  @Test
  void aRunThatComparedNothingIsDrawnToo() throws Exception {
    root =
        parse(
            Picture.svg(
                new Report(
                    report().machine(), 1, List.of(Measures.alone("memory", 0, "MiB", 0.0)))));

    assertThat(texts()).contains("memory", "0.00 MiB [0.00..0.00]");
  }

  private static Report report() {
    Report report = Measures.report();
    Machine machine = report.machine();
    return new Report(
        new Machine(
            machine.processors(),
            machine.mebibytes(),
            machine.system(),
            TOOLS,
            machine.generatorJvm(),
            machine.date()),
        report.rounds(),
        report.measures());
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  private List<Double> numbers(String element, String attribute) {
    return elements(element).stream().skip(1).map(one -> number(one, attribute)).toList();
  }

  private List<Element> elements(String name) {
    NodeList nodes = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private List<Box> boxes() {
    return elements("text").stream().map(Box::of).toList();
  }

  /** Where a text is, with characters as wide as they may be. */
  private record Box(double left, double right, double top, double bottom) {

    static Box of(Element text) {
      double width = text.getTextContent().length() * 0.6 * Svg.FONT_SIZE;
      double x = number(text, "x");
      double left =
          switch (text.getAttribute("text-anchor")) {
            case "start" -> x;
            case "middle" -> x - width / 2;
            default -> x - width;
          };
      double y = number(text, "y");
      return new Box(left, left + width, y - 0.8 * Svg.FONT_SIZE, y + 0.25 * Svg.FONT_SIZE);
    }

    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }
}
