package io.seldoningress.demo;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import io.fabric8.kubernetes.client.Config;
import io.seldoningress.testing.GarbageCollector;
import io.seldoningress.testing.RealApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kube-apiserver of the tests, which kubectl can join. */
final class RealStage implements Stage {

  private final Closing closing = new Closing();
  private final RealApiServer server;
  private final Path kubeconfig;

  /**
   * Starts it.
   *
   * @throws DemoException when its programs are missing
   */
  RealStage() throws DemoException {
    try {
      server = closing.last(RealApiServer.start());
      closing.last(GarbageCollector.start(server));
      kubeconfig = Files.createTempFile("seldon-demo-", ".kubeconfig");
      closing.last(() -> Files.deleteIfExists(kubeconfig));
      server.writeKubeconfig(kubeconfig);
    } catch (KubeAPITestException e) {
      throw new DemoException(
          "-Dserver=real needs kube-apiserver, etcd and kubectl: run .ci/build-api-server ("
              + e.getMessage()
              + ")",
          e);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Config config() {
    return server.config();
  }

  @Override
  public List<String> introduction() {
    return List.of(
        "A kube-apiserver of its own, without nodes. Join it from another terminal:",
        "",
        "  export KUBECONFIG=" + kubeconfig,
        "  " + kubectl() + " -n models get sdep,vs,dr",
        "  " + kubectl() + " -n istio-system get gateways,secrets,events",
        "",
        "Try it: delete a VirtualService, edit a share, and see it put right.");
  }

  @Override
  public boolean outlivesTheDemo() {
    return false;
  }

  @Override
  public void close() {
    closing.close();
  }

  private static String kubectl() {
    BinaryManager manager =
        new BinaryManager(KubeAPIServerConfigBuilder.anAPIServerConfig().build());
    manager.initAndDownloadIfRequired();
    return manager.binaries().getKubectl().getAbsolutePath();
  }
}
