package io.seldoningress.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * kube-apiserver and etcd, started by kube-api-test, listening on the loopback interface only. No
 * controller runs behind it: nothing collects garbage, runs pods or ends a namespace.
 */
public final class RealApiServer implements ApiServer {

  /** System property or environment variable that makes a missing API server a failure. */
  public static final String REQUIRED = "API_SERVER_REQUIRED";

  private static final Logger LOG = LoggerFactory.getLogger(RealApiServer.class);
  private static final String HOW_TO_GET_IT =
      "integration tests need kube-apiserver, etcd and kubectl: run .ci/build-api-server";

  private final LoopbackBinaries binaries;
  private final KubeAPIServer server;

  private RealApiServer(LoopbackBinaries binaries, KubeAPIServer server) {
    this.binaries = binaries;
    this.server = server;
  }

  /**
   * The server that all tests of this JVM share, with the CRDs installed: started at the first
   * call, stopped when the JVM ends. Tests keep apart by {@link #newNamespace namespaces}.
   *
   * @throws TestAbortedException (the test is skipped) when the binaries are neither there nor to
   *     be fetched; where {@link #REQUIRED} is set an IllegalStateException (the test fails)
   */
  public static RealApiServer shared() {
    if (Shared.MISSING == null) {
      return Shared.SERVER;
    }
    throw missing(Shared.MISSING);
  }

  /** What a test throws that has no server: it is skipped, or fails where it is required. */
  static RuntimeException missing(KubeAPITestException cause) {
    return isRequired()
        ? new IllegalStateException(HOW_TO_GET_IT, cause)
        : new TestAbortedException(HOW_TO_GET_IT);
  }

  /**
   * Starts a server of one's own, with the CRDs installed; takes about five seconds.
   *
   * @throws KubeAPITestException when the binaries are missing or the server does not start
   */
  public static RealApiServer start() {
    return start(LoopbackBinaries.findOrFetch());
  }

  private static RealApiServer start(LoopbackBinaries binaries) {
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(binaries.folder().toString())
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .withApiServerFlag("--advertise-address", "127.0.0.1")
                // It would publish the address of this server to pods, of which there are none.
                .withApiServerFlag("--endpoint-reconciler-type", "none")
                .build());
    RealApiServer started = new RealApiServer(binaries, server);
    try {
      server.start();
      started.installCrds();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "kube-apiserver";
  }

  @Override
  public boolean real() {
    return true;
  }

  @Override
  public String kubeconfig() {
    return server.getKubeConfigYaml();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } finally {
      binaries.close();
    }
  }

  private void installCrds() {
    try (KubernetesClient client = newClient()) {
      Crds.install(client);
    }
  }

  private static boolean isRequired() {
    String demand = System.getProperty(REQUIRED, System.getenv(REQUIRED));
    return demand != null && !demand.equals("false");
  }

  /** Started when the class is loaded, which is at the first use of one of its fields. */
  private static final class Shared {
    static final RealApiServer SERVER;
    static final KubeAPITestException MISSING;

    static {
      LoopbackBinaries binaries = null;
      KubeAPITestException missing = null;
      try {
        binaries = LoopbackBinaries.findOrFetch();
      } catch (KubeAPITestException e) {
        missing = e;
        LOG.warn("Skipped: {} ({})", HOW_TO_GET_IT, e.getMessage());
      }
      MISSING = missing;
      SERVER = missing == null ? start(binaries) : null;
      if (SERVER != null) {
        Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-kube-apiserver"));
      }
    }
  }
}
