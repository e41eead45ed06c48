package io.seldoningress.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A properties file as it is written: its keys in their order, which line each stands on, and the
 * keys that stand there twice.
 */
final class PropertiesFile {
  private final String name;
  private final List<String> lines;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> repeated = new ArrayList<>();

  private PropertiesFile(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  static PropertiesFile none() {
    return new PropertiesFile("no file", List.of());
  }

  /** Takes the keys and values as if a file of that name held them. */
  static PropertiesFile of(String name, Map<String, String> values) {
    PropertiesFile file = new PropertiesFile(name, List.of());
    file.values.putAll(values);
    return file;
  }

  /**
   * Reads a file.
   *
   * @throws SettingsException if it can't be read
   */
  static PropertiesFile read(Path path) {
    try {
      String text = Files.readString(path);
      PropertiesFile file = new PropertiesFile(path.toString(), text.lines().toList());
      file.new Reader().load(new StringReader(text));
      return file;
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException(List.of("%s can't be read: %s".formatted(path, reason(e))));
    }
  }

  Map<String, String> values() {
    return values;
  }

  List<String> repeated() {
    return repeated;
  }

  /** Where a key stands: the file and, where it is written plainly, its line. */
  String place(String key) {
    return IntStream.range(0, lines.size())
        .filter(line -> lines.get(line).strip().matches(regexOf(key)))
        .mapToObj(line -> name + ":" + (line + 1))
        .reduce((first, last) -> last)
        .orElse(name);
  }

  private static String regexOf(String key) {
    return Pattern.quote(key) + "(\\s*[=:].*|\\s.*|)";
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  /** Properties keeps the last of two equal keys and loses the order; both matter to us. */
  private final class Reader extends Properties {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (values.put(key.toString(), value.toString()) != null) {
        repeated.add(key.toString());
      }
      return null;
    }
  }
}
