package io.seldoningress.demo;

import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_MANAGED;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAMESPACE;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_SECRET;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.settings.Settings;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.EventNotifier;

/**
 * The part of the demo that is about the Gateway that the controller keeps. Where it keeps none
 * nothing is written, shown or watched.
 */
final class GatewayScene implements AutoCloseable {

  private final KubernetesClient client;
  private final Settings settings;
  private final Feed feed;
  private final GatewayView view;
  private final CertificateStory story;

  /**
   * A scene that is to be opened.
   *
   * @param client of a server that begins empty; the caller closes it
   * @param settings those of the controller
   * @param feed where it is shown
   */
  GatewayScene(KubernetesClient client, Settings settings, Feed feed) {
    this.client = client;
    this.settings = settings;
    this.feed = feed;
    view = new GatewayView(client);
    story =
        new CertificateStory(
            client, settings.get(GATEWAY_NAMESPACE), settings.get(GATEWAY_TLS_SECRET), feed);
  }

  /** Makes what has to be there before the controller starts, and watches. */
  void open() {
    if (settings.get(GATEWAY_MANAGED)) {
      DemoGateways.prepare(client, settings);
      view.start(
          DemoGateways.kept(settings),
          settings.get(GATEWAY_NAMESPACE),
          this::showWrite,
          this::showNote);
    }
  }

  /** Has to hear the events of the controller. */
  EventNotifier listener() {
    return new ServedSecrets(this::showNote);
  }

  /**
   * Tells the story of the certificates; returns at its end.
   *
   * @param wanted the hosts that SeldonDeployments want to serve, by the Secrets that they name
   */
  void play(Map<String, List<String>> wanted) {
    if (settings.get(GATEWAY_MANAGED)) {
      story.tell(wanted);
    }
  }

  /** Breaks the story off, too. */
  @Override
  public void close() {
    story.close();
    view.close();
  }

  private void showWrite(Write write) {
    feed.wrote(write);
    story.hear(String.join(" ", write.lines()));
  }

  private void showNote(String note) {
    feed.told(note);
    story.hear(note);
  }
}
