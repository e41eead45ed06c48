package io.seldoningress.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the image, in a folder that stands for its root. What goes into which layer, and
 * with which permissions, is said in the profile {@code image} of {@code pom.xml}.
 *
 * @param root the folder
 */
record ImageTree(Path root) {

  /** The name of the program, its jar and its cache, without what is after the dot. */
  static final String PROGRAM = "seldon-istio-ingress";

  /**
   * What Jib gives every file in the image. The JVM takes its cache only where the jars and its own
   * modules have the times that they had when the cache was made.
   */
  private static final FileTime MODIFIED = FileTime.from(Instant.ofEpochSecond(1));

  private static final int USER = 65532;

  /**
   * Makes the tree.
   *
   * @param arguments the folder, the options of the JVM, and the base image; {@code scratch} is one
   *     without files, which needs a C library
   */
  public static void main(String[] arguments) throws Exception {
    ImageTree tree = new ImageTree(Path.of(arguments[0]).toAbsolutePath());
    tree.clear();
    JavaRuntime runtime =
        JavaRuntime.link(tree.java(), arguments[1].strip().replaceAll("\\s+", " "));
    if (arguments[2].equals("scratch")) {
      CLibrary.copy(runtime.programs(), tree.root);
      tree.addAccount();
    }
    tree.addProgram(Path.of("target"));
    tree.setTimes();
    AotCache.make(tree);
  }

  /** Where the Java runtime is. */
  Path java() {
    return root.resolve("opt/java");
  }

  /** Where the program is, and where it runs. */
  Path app() {
    return root.resolve("app");
  }

  private void clear() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(java().getParent());
  }

  /** The user that the program runs as, and that the name service asks files before DNS. */
  private void addAccount() throws IOException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/:/nonexistent\nnonroot:x:%d:%d:nonroot:/app:/nonexistent\n"
            .formatted(USER, USER));
    Files.writeString(etc.resolve("group"), "root:x:0:\nnonroot:x:%d:\n".formatted(USER));
    Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
  }

  private void addProgram(Path target) throws IOException {
    copy(target.resolve("lib"), app().resolve("lib"));
    copy(Path.of("config"), app().resolve("config"));
    copy(Path.of("routes"), app().resolve("routes"));
    Files.copy(target.resolve(PROGRAM + ".jar"), app().resolve(PROGRAM + ".jar"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void setTimes() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> files = walk.filter(file -> !Files.isSymbolicLink(file)).toList();
      for (Path file : files) {
        Files.setLastModifiedTime(file, MODIFIED);
      }
    }
  }
}
