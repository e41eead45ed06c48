package io.seldoningress.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The name and the build of a JVM, as {@code java -version} has them in its second line. */
final class JvmVersion {

  private static final int LINE = 1;

  private JvmVersion() {}

  /** That of this process. Some vendors have a version of their own in between. */
  static String own() {
    String vendor = System.getProperty("java.vendor.version", "");
    return "%s%s (build %s)"
        .formatted(
            System.getProperty("java.runtime.name"),
            vendor.isEmpty() ? "" : " " + vendor,
            System.getProperty("java.runtime.version"));
  }

  /**
   * That of another one, and what it is started with.
   *
   * @param java its command
   * @param options of the command, may be blank
   */
  static String of(String java, String options) throws IOException {
    Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    List<String> lines = printed.lines().toList();
    String version = lines.size() > LINE ? lines.get(LINE) : printed;
    return (version + " " + options).strip();
  }
}
