package io.seldoningress.testing;

import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * kube-apiserver and etcd as {@link RealApiServer} has them, but kube-apiserver can be killed and
 * started again on the same port, with the same data. Users have static tokens, so that a proxy may
 * stand before it. No controller runs behind it.
 */
public final class KillableApiServer implements ApiServer {

  /** The administrator. */
  public static final String ADMIN = "admin";

  /** A user that may do nothing, until somebody allows it. */
  public static final String CONTROLLER = "controller";

  private static final Duration TIME_TO_START = Duration.ofMinutes(1);

  private final LoopbackBinaries binaries;
  private final Path folder;
  private final ServerCredentials credentials;
  private final int port = freePort();
  private final int etcdPort = freePort();
  private final int etcdPeerPort = freePort();
  private Binary etcd;
  private Binary server;

  private KillableApiServer(LoopbackBinaries binaries) {
    this.binaries = binaries;
    this.folder = binaries.folder();
    this.credentials = new ServerCredentials(folder);
  }

  /**
   * Starts a server with the CRDs installed; takes about ten seconds.
   *
   * @throws org.opentest4j.TestAbortedException when the binaries are missing, as {@link
   *     RealApiServer#shared}
   */
  public static KillableApiServer start() {
    KillableApiServer started = new KillableApiServer(binaries());
    try {
      started.credentials.write();
      started.startEtcd();
      started.startServer();
      try (KubernetesClient client = started.newClient()) {
        Crds.install(client);
      }
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** SIGKILL for kube-apiserver; etcd goes on. */
  public void kill() {
    server.kill();
  }

  /**
   * Starts kube-apiserver, after {@link #kill}, and waits until it is ready.
   *
   * @param flags more than it usually has
   */
  public void startServer(String... flags) {
    server = Binary.start(command(flags), folder.resolve("kube-apiserver.log"));
    try (KubernetesClient client = newClient()) {
      Awaitility.await("kube-apiserver")
          .atMost(TIME_TO_START)
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(() -> !server.runs() || "ok".equals(client.raw("/readyz")));
    }
    if (!server.runs()) {
      throw new IllegalStateException("kube-apiserver ended: " + log("kube-apiserver.log"));
    }
  }

  /** Where it listens, on the loopback interface, with TLS. */
  public int port() {
    return port;
  }

  /** The address of etcd's clients. */
  public String etcd() {
    return "http://127.0.0.1:" + etcdPort;
  }

  /** The bearer token of a user. */
  public String token(String user) {
    return ServerCredentials.token(user);
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
    return Kubeconfigs.of("https://127.0.0.1:" + port, token(ADMIN));
  }

  @Override
  public void close() {
    if (server != null) {
      server.kill();
    }
    if (etcd != null) {
      etcd.kill();
    }
    binaries.close();
  }

  private static LoopbackBinaries binaries() {
    try {
      return LoopbackBinaries.findOrFetch();
    } catch (KubeAPITestException e) {
      throw RealApiServer.missing(e);
    }
  }

  private void startEtcd() {
    String peers = "http://127.0.0.1:" + etcdPeerPort;
    etcd =
        Binary.start(
            List.of(
                binaries.etcd().toString(),
                "--data-dir",
                folder.resolve("etcd").toString(),
                "--listen-client-urls",
                etcd(),
                "--advertise-client-urls",
                etcd(),
                "--listen-peer-urls",
                peers,
                "--initial-advertise-peer-urls",
                peers,
                "--initial-cluster",
                "default=" + peers),
            folder.resolve("etcd.log"));
  }

  private List<String> command(String... flags) {
    String key = credentials.serviceAccountKey().toString();
    List<String> command = new ArrayList<>();
    command.add(binaries.apiServer().toString());
    // Its certificate is made at the first start and kept in that folder.
    command.addAll(List.of("--cert-dir", folder.resolve("certificates").toString()));
    command.addAll(List.of("--etcd-servers", etcd()));
    command.addAll(List.of("--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1"));
    command.addAll(List.of("--secure-port", Integer.toString(port)));
    command.addAll(List.of("--endpoint-reconciler-type", "none"));
    command.addAll(List.of("--service-cluster-ip-range", "10.0.0.0/24"));
    command.addAll(List.of("--authorization-mode", "RBAC"));
    command.addAll(List.of("--token-auth-file", credentials.tokens().toString()));
    command.addAll(List.of("--service-account-issuer", "https://localhost"));
    command.addAll(List.of("--service-account-key-file", key));
    command.addAll(List.of("--service-account-signing-key-file", key));
    command.addAll(List.of("--disable-admission-plugins", "ServiceAccount"));
    command.addAll(List.of(flags));
    return command;
  }

  private String log(String name) {
    try {
      String text = Files.readString(folder.resolve(name));
      return text.substring(Math.max(0, text.length() - 3000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
