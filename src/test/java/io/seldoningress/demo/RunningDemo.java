package io.seldoningress.demo;

import static io.seldoningress.settings.AllSettings.ISTIO_GATEWAY;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.Controller;
import io.seldoningress.settings.ReadinessSettings;
import io.seldoningress.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.ManagementStrategy;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller on a stage: starts it, applies the examples, and tells what comes of them until it
 * is closed.
 */
final class RunningDemo implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunningDemo.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Stage stage;
  private final Settings settings;
  private final Path folder;
  private final DeploymentWriter writer;
  private final ExampleSync sync;
  private final ClusterView view;
  private final Told told;
  private final Feed feed;
  private final GatewayScene gateway;
  private final ReadinessStory readiness;
  private final Closing closing = new Closing();

  private RunningDemo(Stage stage, Flags flags, Settings settings, PrintStream out, Clock clock) {
    this.stage = stage;
    this.settings = settings;
    folder = flags.examples();
    writer = new DeploymentWriter(client());
    sync = new ExampleSync(new Examples(flags.namespace()), writer);
    view = closing.last(new ClusterView(client(), flags.namespace()));
    told = new Told();
    RouteReader reader = new RouteReader(settings.get(ISTIO_GATEWAY));
    feed =
        closing.last(
            new Feed(out, clock, folder.toString(), () -> view.entries(reader, told.refusals())));
    gateway = closing.last(new GatewayScene(client(), settings, feed));
    readiness = closing.last(new ReadinessStory(client(), feed));
  }

  /**
   * Starts a demo and prints its first table.
   *
   * @param stage where; the caller closes it after the demo
   * @param settings those of the controller
   * @param out where to print
   * @param clock gives the time of day that is printed
   * @throws IOException when the folder of the examples can't be read
   */
  static RunningDemo start(
      Stage stage, Flags flags, Settings settings, PrintStream out, Clock clock)
      throws IOException {
    RunningDemo demo = new RunningDemo(stage, flags, settings, out, clock);
    try {
      demo.told.onLook(demo.feed::changed);
      demo.view.start(demo::wrote, demo.feed::changed);
      demo.gateway.open();
      demo.startController();
      demo.watchFolder();
      demo.waitUntilAllAreLookedAt();
      demo.feed.printAll();
      return demo;
    } catch (IOException | RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  /**
   * Shows what becomes of TLS Secrets, in ten seconds or so; nothing where the controller keeps no
   * Gateway.
   */
  void showCertificates() {
    gateway.play(WantedCertificates.of(view.deployments(), told.refusals()));
  }

  /**
   * Shows what becomes of shares when pods crash, in some seconds; nothing on a cluster, where pods
   * are what they are.
   */
  void showReadiness() {
    if (settings.get(ReadinessSettings.ENABLED) && !stage.outlivesTheDemo()) {
      readiness.tell(view.deployments());
    }
  }

  /** Prints the whole table. */
  void printAll() {
    feed.printAll();
  }

  /** The namespaces that were made for the examples; they stay. */
  Set<String> madeNamespaces() {
    return writer.madeNamespaces();
  }

  /** Stops everything, and takes away what would outlive the demo. */
  @Override
  public void close() {
    closing.close();
  }

  private void wrote(Write write) {
    feed.wrote(write);
    readiness.hear(write);
  }

  private KubernetesClient client() {
    return closing.last(stage.newClient());
  }

  private void startController() {
    Main camel = Controller.camel(settings, client());
    camel.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport main) {
            ManagementStrategy events = main.getCamelContext().getManagementStrategy();
            events.addEventNotifier(told);
            events.addEventNotifier(gateway.listener());
          }
        });
    closing.last(camel::stop);
    camel.start();
  }

  private void watchFolder() throws IOException {
    if (stage.outlivesTheDemo()) {
      closing.last(() -> writer.deleteOthers(Set.of()));
    }
    closing.last(FolderWatch.start(folder, LOOK, texts -> feed.edited(sync.update(texts))));
  }

  /** And until the watches have caught up with what was written. */
  private void waitUntilAllAreLookedAt() {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(MOMENT)
          .atMost(PATIENCE)
          .until(() -> allAreLookedAt() && feed.isQuiet());
    } catch (ConditionTimeoutException e) {
      log.warn("The controller is not done with all examples yet; here is what there is");
    }
  }

  private boolean allAreLookedAt() {
    return told.refusals().keySet().containsAll(writer.keys());
  }
}
