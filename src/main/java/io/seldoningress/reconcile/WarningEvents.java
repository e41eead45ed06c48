package io.seldoningress.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.istio.Labels;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes Warning Events on SeldonDeployments: one for each SeldonDeployment and reason, whose name
 * is made of both. What was said before, even before a restart, is the same Event.
 */
public final class WarningEvents {

  /** The API server's limit for a message of an Event (Kubernetes API, core/v1 validation). */
  private static final int LONGEST_MESSAGE = 1024;

  /** Names may have 253 characters; the SeldonDeployment's is followed by a dot and a uuid. */
  private static final int LONGEST_NAME = 253 - 37;

  private final KubernetesClient client;
  private final Clock clock;

  public WarningEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Writes an Event, or raises the count of the one that is there.
   *
   * @param count how often it happened since it was written last
   * @param news whether this process did not tell of it before: what another one told with the same
   *     words stays as it is then
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses
   */
  public void write(
      SeldonDeployment deployment, Reason reason, String message, int count, boolean news) {
    String text = cut(message);
    Event existing =
        client
            .v1()
            .events()
            .inNamespace(deployment.namespace())
            .withName(name(deployment, reason))
            .get();
    if (existing == null) {
      apply(event(deployment, reason, text, count, null));
    } else if (!news || !text.equals(existing.getMessage())) {
      apply(event(deployment, reason, text, count + countOf(existing), existing));
    }
  }

  private void apply(Event event) {
    client.resource(event).fieldManager(Labels.MANAGER).forceConflicts().serverSideApply();
  }

  private static int countOf(Event event) {
    return event.getCount() == null ? 0 : event.getCount();
  }

  private Event event(
      SeldonDeployment deployment, Reason reason, String message, int count, Event before) {
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(deployment.namespace())
        .withName(name(deployment, reason))
        .endMetadata()
        .withInvolvedObject(
            new ObjectReferenceBuilder()
                .withApiVersion(SeldonDeployment.API_VERSION)
                .withKind(SeldonDeployment.KIND)
                .withNamespace(deployment.namespace())
                .withName(deployment.name())
                .withUid(deployment.getMetadata().getUid())
                .build())
        .withType("Warning")
        .withReason(reason.eventReason())
        .withMessage(message)
        .withAction("Reconcile")
        .withCount(count)
        .withFirstTimestamp(before == null ? now : before.getFirstTimestamp())
        .withLastTimestamp(now)
        .withReportingComponent(Labels.MANAGER)
        .withNewSource()
        .withComponent(Labels.MANAGER)
        .endSource()
        .build();
  }

  private static String name(SeldonDeployment deployment, Reason reason) {
    String content = deployment.getMetadata().getUid() + "\n" + reason;
    String name = deployment.name();
    String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return start + "." + UUID.nameUUIDFromBytes(content.getBytes(UTF_8));
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 3) + "...";
  }
}
