package io.seldoningress.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of the image in a folder, run there as a container is: the folder is the root, nothing
 * in it can be written, and the user, the environment, the working directory and the entry point
 * are the image's. The network is that of the machine. What is mounted is seen by the program alone
 * and goes with it.
 *
 * @param image the image
 * @param root the folder
 */
public record UnpackedImage(ImageTar image, Path root) {

  private static final List<String> DEVICES = List.of("null", "zero", "random", "urandom");

  /** Gets root, working directory, user, group, and the command. */
  private static final String ENTER =
      """
      root=$1 directory=$2 user=$3 group=$4
      shift 4
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      for device in %s; do mount --bind "/dev/$device" "$root/dev/$device"; done
      mount -o remount,bind,ro "$root"
      exec unshare --root "$root" --wd "$directory" --setgid "$group" --setuid "$user" "$@"
      """
          .formatted(String.join(" ", DEVICES));

  /**
   * Unpacks an image. Only root can do that on Linux; elsewhere the test is skipped.
   *
   * @param root an empty folder
   */
  public static UnpackedImage in(Path root, ImageTar image) throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("user.name").equals("root"),
        "the image is run on Linux by root only");
    image.unpack(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(root.resolve("proc"));
    Path devices = Files.createDirectory(root.resolve("dev"));
    for (String device : DEVICES) {
      Files.createFile(devices.resolve(device));
    }
    return new UnpackedImage(image, root);
  }

  /** Starts its entry point; the caller ends it. */
  public Process start(Path output, Map<String, String> environment) throws IOException {
    return run(output, environment, image.texts("Entrypoint"));
  }

  /** Starts another program in it. */
  public Process run(Path output, Map<String, String> environment, List<String> program)
      throws IOException {
    String[] account = image.config().at("/config/User").asText().split(":", 2);
    String directory = image.config().at("/config/WorkingDir").asText();
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-ec", ENTER, "sh"));
    command.addAll(List.of(root.toString(), directory, account[0], account[1]));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    for (String variable : image.texts("Env")) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    builder.environment().putAll(environment);
    return builder.start();
  }
}
