package io.seldoningress.testing;

import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.binary.Binaries;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for one run of kube-api-test: links to the binaries, and in place of etcd a script that
 * makes it listen on the loopback interface only. kube-api-test has etcd listen on every interface,
 * without authentication, and lets nobody change that. The keys that kube-api-test makes go into
 * this folder as well and vanish with it, so that they never expire between two runs.
 *
 * @param folder what kube-api-test calls its test directory
 */
record LoopbackBinaries(Path folder) implements AutoCloseable {

  // exec: the process that kube-api-test kills is etcd itself. No fsync: the data dies with the
  // run.
  private static final String LOOPBACK_ETCD =
      """
      #!/bin/sh
      for argument; do
        shift
        set -- "$@" "$(printf %%s "$argument" | sed s/0[.]0[.]0[.]0/127.0.0.1/)"
      done
      exec '%s' "$@" --unsafe-no-fsync
      """;

  /**
   * Takes the binaries of the folder that kube-api-test is configured with; where there are none
   * kube-api-test fetches them.
   *
   * @throws io.fabric8.kubeapitest.KubeAPITestException when they can't be had
   */
  static LoopbackBinaries findOrFetch() {
    KubeAPIServerConfig config = KubeAPIServerConfigBuilder.anAPIServerConfig().build();
    BinaryManager manager = new BinaryManager(config);
    manager.initAndDownloadIfRequired();
    try {
      return linkTo(manager.binaries());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** etcd on the loopback interface. */
  Path etcd() {
    return binary(Binaries.ETCD_BINARY_NAME);
  }

  Path apiServer() {
    return binary(Binaries.API_SERVER_BINARY_NAME);
  }

  private Path binary(String name) {
    try (Stream<Path> files =
        Files.find(folder.resolve("k8s"), 2, (file, as) -> isNamed(file, name))) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamed(Path file, String name) {
    return file.getFileName().toString().equals(name);
  }

  private static LoopbackBinaries linkTo(Binaries binaries) throws IOException {
    Path folder = Files.createTempDirectory("kube-api-test");
    Path version = binaries.getEtcd().getParentFile().toPath().getFileName();
    Path target = Files.createDirectories(folder.resolve("k8s").resolve(version.toString()));
    link(target, binaries.getApiServer());
    link(target, binaries.getKubectl());
    Path etcd = target.resolve(binaries.getEtcd().getName());
    Files.writeString(etcd, LOOPBACK_ETCD.formatted(binaries.getEtcd().getAbsolutePath()));
    Files.setPosixFilePermissions(etcd, PosixFilePermissions.fromString("rwx------"));
    return new LoopbackBinaries(folder);
  }

  private static void link(Path target, File binary) throws IOException {
    Files.createSymbolicLink(target.resolve(binary.getName()), binary.toPath().toAbsolutePath());
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
