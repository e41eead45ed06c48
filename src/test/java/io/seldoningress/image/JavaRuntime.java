package io.seldoningress.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A Java runtime with the modules that the program needs, and no more.
 *
 * @param home its folder
 */
record JavaRuntime(Path home) {

  private static final int VERSION = 25;

  /**
   * What the jars ask for ({@code ImageIT} compares), and what no jar names. {@code java.desktop}
   * is there for {@code java.beans}.
   */
  private static final List<String> MODULES =
      List.of(
          "java.compiler",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.rmi",
          "java.scripting",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.unsupported",
          "jdk.zipfs");

  /**
   * Links a runtime from the JDK that runs this.
   *
   * @param home the folder, which must not be there
   * @param options of the JVM, which are taken at every start; JAVA_TOOL_OPTIONS and the command
   *     line come after them
   */
  static JavaRuntime link(Path home, String options) {
    if (Runtime.version().feature() != VERSION) {
      throw new IllegalStateException(
          "the image needs a JDK %d, and %s is %s: run Maven by one, or name one by -Dimage.jdk=<folder>"
              .formatted(VERSION, System.getProperty("java.home"), Runtime.version()));
    }
    StringWriter said = new StringWriter();
    PrintWriter output = new PrintWriter(said);
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int code =
        jlink.run(
            output,
            output,
            "--output=" + home,
            "--add-modules=" + String.join(",", MODULES),
            "--add-options=" + options,
            "--no-header-files",
            "--no-man-pages",
            // Windows, fonts and sound, which would want the libraries of X.
            "--exclude-files=/java.desktop/lib/**");
    if (code != 0) {
      throw new IllegalStateException("jlink: " + said);
    }
    return new JavaRuntime(home);
  }

  /** Its executables and libraries in machine code. */
  List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java"))
          .toList();
    }
  }
}
