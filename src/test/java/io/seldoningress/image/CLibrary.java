package io.seldoningress.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The C library and its loader as they are on this machine, at the same places: all that a Java
 * runtime needs of an operating system.
 */
final class CLibrary {

  /** A line of ldd: a name and where it was found, or the loader with its place alone. */
  private static final Pattern FOUND = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x");

  /** What a C library before glibc 2.34 opens by itself to look up a host; newer ones have it. */
  private static final List<String> LOOKUP =
      List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

  /** Where Linux distributions say under what licence the C library is. */
  private static final Path LICENCE = Path.of("/usr/share/doc/libc6/copyright");

  private CLibrary() {}

  /**
   * Copies what programs are linked to, without what lies beside them.
   *
   * @param programs executables and libraries below {@code root}
   * @param root the folder that stands for {@code /}
   */
  static void copy(List<Path> programs, Path root) throws IOException, InterruptedException {
    Set<Path> files = new TreeSet<>();
    for (Path program : programs) {
      FOUND
          .matcher(ldd(program))
          .results()
          .map(line -> Path.of(line.group(1)).normalize())
          .filter(file -> !file.startsWith(root))
          .forEach(files::add);
    }
    List<Path> folders = files.stream().map(Path::getParent).distinct().toList();
    Stream.concat(
            folders.stream().flatMap(folder -> LOOKUP.stream().map(folder::resolve)),
            Stream.of(LICENCE))
        .filter(Files::exists)
        .forEach(files::add);
    for (Path file : files) {
      Path copy = root.resolve(file.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(file.toRealPath(), copy);
    }
    System.out.println(
        files.stream().map(Path::toString).collect(Collectors.joining(", ", "C library: ", "")));
  }

  private static String ldd(Path program) throws IOException, InterruptedException {
    Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
    String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ldd.waitFor() != 0) {
      throw new IllegalStateException("ldd " + program + ": " + output);
    }
    return output;
  }
}
