package io.seldoningress.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program that users make certificates with.
 *
 * @param folder where it writes its files
 */
public record OpenSsl(Path folder) {

  /** The files that {@link #asSeldonDocuments()} makes. */
  public static final String CERTIFICATE = "fullchain.pem";

  public static final String KEY = "privkey.pem";

  private static final long PATIENCE_SECONDS = 60;

  /** Whether the machine has it. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
  }

  /**
   * The command of Seldon Core v1's page "Ingress with Istio" (docs.seldon.io,
   * seldon-core/en/latest/ingress/istio.html), word for word: RSA with 4096 bits, no SAN.
   */
  public void asSeldonDocuments() {
    run(
        "req",
        "-nodes",
        "-x509",
        "-newkey",
        "rsa:4096",
        "-keyout",
        KEY,
        "-out",
        CERTIFICATE,
        "-days",
        "365",
        "-subj",
        "/C=GB/ST=GreaterLondon/L=London/O=SeldonSerra/OU=MLOps/CN=localhost");
  }

  /**
   * Runs a command of it.
   *
   * @throws IllegalStateException with what it printed, where it fails
   */
  public void run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("openssl.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + ": " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file of the folder. */
  public String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
