package io.seldoningress.reload;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of routes: its files named {@code *.yaml}. The folder and the files may be symbolic
 * links; in a mounted ConfigMap they are, and the folder has hidden entries that are not looked at.
 */
final class RouteFolder {
  private final Path path;

  RouteFolder(Path path) {
    this.path = path;
  }

  /**
   * Reads all files.
   *
   * @throws IOException if the folder or a file can't be read, or a file is not UTF-8
   */
  RouteFiles read() throws IOException {
    SortedMap<String, RouteFile> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, RouteFolder::isRoutes)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        files.put(name, new RouteFile(name, Files.readString(entry)));
      }
    }
    return new RouteFiles(files);
  }

  private static boolean isRoutes(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(".yaml") && !name.startsWith(".") && !Files.isDirectory(entry);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
