package io.seldoningress.image;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The cache with which the JVM starts faster: the program's classes, loaded and linked, as a run of
 * the program used them (JEP 483, JEP 514).
 */
final class AotCache {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String NAMESPACE = "models";

  /** One of {@code examples/}, which is routed; another one is refused, and that is used, too. */
  private static final String ROUTED = "simple";

  private AotCache() {}

  /** Runs the program of a tree against the API server in this process, and ends it by SIGTERM. */
  static void make(ImageTree tree) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(tree.root().resolveSibling("image-training"));
    Path output = folder.resolve("output.txt");
    Path cache = tree.app().resolve(ImageTree.PROGRAM + ".aot");
    try (EmbeddedApiServer server = EmbeddedApiServer.start();
        KubernetesClient client = server.newClient()) {
      DefaultGateway.install(client);
      applyExamples(client);
      int port = FreePort.find();
      Process program =
          start(tree, cache, server.writeKubeconfig(folder.resolve("kubeconfig")), port, output);
      try {
        awaitRoutes(client, program);
        askForHealthAndMetrics(port);
      } finally {
        program.destroy();
      }
      if (!program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        program.destroyForcibly();
        throw new IllegalStateException("no AOT cache was made: " + Files.readString(output));
      }
    }
  }

  /** As probes and Prometheus do, so that their classes are in the cache, too. */
  private static void askForHealthAndMetrics(int port) throws IOException, InterruptedException {
    for (String path : List.of("health/live", "health/ready", "metrics")) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/observe/" + path);
      var unused =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }
  }

  private static Process start(ImageTree tree, Path cache, Path kubeconfig, int port, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                tree.java().resolve("bin/java").toString(),
                "-XX:AOTCacheOutput=" + cache,
                // No cache is written that is larger than the space for classes, which the limit of
                // metaspace keeps small where the program runs.
                "-XX:MaxMetaspaceSize=1g",
                "-XX:CompressedClassSpaceSize=512m",
                "-jar",
                tree.app().resolve(ImageTree.PROGRAM + ".jar").toString())
            .directory(tree.app().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear(); // It can have settings, and options of the JVM.
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("MANAGEMENT_PORT", Integer.toString(port));
    return builder.start();
  }

  private static void applyExamples(KubernetesClient client) throws IOException {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    try (Stream<Path> examples = Files.list(Path.of("examples"))) {
      for (Path example : examples.sorted().toList()) {
        try (InputStream text = Files.newInputStream(example)) {
          client.load(text).resources().forEach(NamespaceableResource::serverSideApply);
        }
      }
    }
  }

  private static void awaitRoutes(KubernetesClient client, Process program) {
    client
        .resources(VirtualService.class)
        .inNamespace(NAMESPACE)
        .withName(ROUTED)
        .waitUntilCondition(
            routes -> routes != null || !program.isAlive(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
