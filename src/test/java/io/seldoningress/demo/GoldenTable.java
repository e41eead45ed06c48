package io.seldoningress.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table of the examples as it shall be, {@code src/test/resources/demo/table.txt}. With {@code
 * -DrefreshGolden} the tests write it anew; look at the difference then.
 */
final class GoldenTable {

  private static final Path FILE = Path.of("src", "test", "resources", "demo", "table.txt");

  private GoldenTable() {}

  /** The lines, written anew first where that is asked for. */
  static List<String> lines(List<String> actual) throws IOException {
    if (System.getProperty("refreshGolden") != null) {
      Files.write(FILE, actual, UTF_8);
    }
    return lines();
  }

  /** The lines. */
  static List<String> lines() throws IOException {
    return Files.readAllLines(FILE, UTF_8);
  }
}
