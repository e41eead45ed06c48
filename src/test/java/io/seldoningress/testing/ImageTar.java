package io.seldoningress.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The container image as {@code mvn -P image package} writes it, read without a registry.
 *
 * @param config what it says of its platform and of how it is run
 * @param layers the files of each layer
 */
public record ImageTar(JsonNode config, List<List<TarArchiveEntry>> layers) {

  /** System property or environment variable that makes a missing image a failure. */
  public static final String REQUIRED = "IMAGE_REQUIRED";

  private static final Logger LOG = LoggerFactory.getLogger(ImageTar.class);
  private static final Path FILE =
      Path.of("target", "seldon-istio-ingress-image.tar").toAbsolutePath();
  private static final String HOW_TO_GET_IT =
      "no image of what is here now: mvn -P image package -DskipTests makes it, with a JDK 25";

  private static final String LAYER = ".tar.gz";

  /** What is done with a file of a layer. */
  private interface Visitor {
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  /**
   * The image that was built.
   *
   * @throws TestAbortedException (the test is skipped) when there is none, or an older one than its
   *     parts; where {@link #REQUIRED} is set an IllegalStateException (the test fails)
   */
  public static ImageTar built() throws IOException {
    if (isBuilt()) {
      return read();
    }
    String demand = System.getProperty(REQUIRED, System.getenv(REQUIRED));
    if (demand != null && !demand.equals("false")) {
      throw new IllegalStateException(HOW_TO_GET_IT);
    }
    LOG.warn("Skipped: {}", HOW_TO_GET_IT);
    throw new TestAbortedException(HOW_TO_GET_IT);
  }

  private static boolean isBuilt() throws IOException {
    if (!Files.exists(FILE)) {
      return false;
    }
    try (Stream<Path> config = Files.walk(Path.of("config"));
        Stream<Path> routes = Files.walk(RunningController.ROUTES)) {
      return Stream.of(config, routes, Stream.of(PackagedProgram.JAR))
          .flatMap(files -> files)
          .noneMatch(file -> file.toFile().lastModified() > FILE.toFile().lastModified());
    }
  }

  private static ImageTar read() throws IOException {
    List<JsonNode> config = new ArrayList<>();
    List<List<TarArchiveEntry>> layers = new ArrayList<>();
    visitParts(
        (part, content) -> {
          if (part.getName().equals("config.json")) {
            config.add(new ObjectMapper().readTree(content.readAllBytes()));
          } else if (part.getName().endsWith(LAYER)) {
            List<TarArchiveEntry> layer = new ArrayList<>();
            visit(new GZIPInputStream(content), (entry, bytes) -> layer.add(entry));
            layers.add(List.copyOf(layer));
          }
        });
    return new ImageTar(config.get(0), List.copyOf(layers));
  }

  /** Every entry of every layer. */
  public List<TarArchiveEntry> entries() {
    return layers.stream().flatMap(List::stream).toList();
  }

  /** A list of texts in the configuration, such as {@code Entrypoint}. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    config.path("config").path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Writes the files below a folder, with their times and permissions, owned by this user. */
  public void unpack(Path root) throws IOException {
    visitParts(
        (part, content) -> {
          if (part.getName().endsWith(LAYER)) {
            visit(new GZIPInputStream(content), (entry, bytes) -> unpack(root, entry, bytes));
          }
        });
  }

  private static void unpack(Path root, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path file = root.resolve(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(file, permissions(entry.getMode()));
    Files.setLastModifiedTime(file, entry.getLastModifiedTime());
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    // The declared order is that of the bits, from the owner's read to the others' execute.
    PosixFilePermission[] all = PosixFilePermission.values();
    return IntStream.range(0, all.length)
        .filter(bit -> (mode >> (all.length - 1 - bit) & 1) == 1)
        .mapToObj(bit -> all[bit])
        .collect(Collectors.toSet());
  }

  private static void visitParts(Visitor visitor) throws IOException {
    try (InputStream tar = new BufferedInputStream(Files.newInputStream(FILE))) {
      visit(tar, visitor);
    }
  }

  /** Leaves the stream open: a layer is a tar inside of a tar. */
  private static void visit(InputStream tar, Visitor visitor) throws IOException {
    TarArchiveInputStream entries = new TarArchiveInputStream(tar);
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      visitor.visit(entry, entries);
    }
  }
}
