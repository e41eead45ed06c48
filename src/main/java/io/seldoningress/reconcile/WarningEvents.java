package io.seldoningress.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.seldoningress.istio.Labels;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes Warning Events on SeldonDeployments. What was said before, even before a restart, is the
 * same Event: its name is made of the object, the reason and the message.
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
   * Writes an Event, or leaves it as it is when it is there.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses
   */
  public void write(SeldonDeployment deployment, Reason reason, String message) {
    Event event = event(deployment, reason, cut(message));
    Resource<Event> resource = client.v1().events().resource(event);
    if (resource.get() == null) {
      resource.create();
    }
  }

  private Event event(SeldonDeployment deployment, Reason reason, String message) {
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(deployment.namespace())
        .withName(name(deployment, reason, message))
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
        .withCount(1)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withReportingComponent(Labels.MANAGER)
        .withNewSource()
        .withComponent(Labels.MANAGER)
        .endSource()
        .build();
  }

  private static String name(SeldonDeployment deployment, Reason reason, String message) {
    String content = deployment.getMetadata().getUid() + "\n" + reason + "\n" + message;
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
