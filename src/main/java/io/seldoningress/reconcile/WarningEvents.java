package io.seldoningress.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Labels;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes Warning Events: one for each object and reason, whose name is made of both. What was said
 * before, even before a restart, is the same Event.
 */
public final class WarningEvents {

  /** The API server's limit for a message of an Event (Kubernetes API, core/v1 validation). */
  private static final int LONGEST_MESSAGE = 1024;

  /** Names may have 253 characters; the object's is followed by a dot and a uuid. */
  private static final int LONGEST_NAME = 253 - 37;

  private static final GroupVersionResource EVENTS = GroupVersionResource.of(Event.class);

  private final ApiRequests requests;
  private final Clock clock;

  /**
   * @param requests sends them, while this process may write
   * @param clock tells the times of Events
   */
  public WarningEvents(ApiRequests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /**
   * Writes an Event, or raises the count of the one that is there.
   *
   * @param count how often it happened since it was written last
   * @param news whether this process did not tell of it before: what another one told with the same
   *     words stays as it is then
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses
   * @throws io.seldoningress.component.apply.NotLeaderException when this process may not write
   */
  public void write(EventSubject subject, String reason, String message, int count, boolean news) {
    String text = cut(message);
    String path = EVENTS.path(new ResourceKey(subject.namespace(), name(subject, reason)));
    Event existing = requests.get(path, Event.class).orElse(null);
    if (existing == null) {
      apply(path, event(subject, reason, text, count, null));
    } else if (!news || !text.equals(existing.getMessage())) {
      apply(path, event(subject, reason, text, count + countOf(existing), existing));
    }
  }

  private void apply(String path, Event event) {
    Event unused = requests.apply(path, event, Labels.MANAGER, Event.class);
  }

  private static int countOf(Event event) {
    return event.getCount() == null ? 0 : event.getCount();
  }

  private Event event(
      EventSubject subject, String reason, String message, int count, Event before) {
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(subject.namespace())
        .withName(name(subject, reason))
        .endMetadata()
        .withInvolvedObject(
            new ObjectReferenceBuilder()
                .withApiVersion(subject.apiVersion())
                .withKind(subject.kind())
                .withNamespace(subject.namespace())
                .withName(subject.name())
                .withUid(subject.uid())
                .build())
        .withType("Warning")
        .withReason(reason)
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

  private static String name(EventSubject subject, String reason) {
    String content = subject.uid() + "\n" + reason;
    String name = subject.name();
    String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return start + "." + UUID.nameUUIDFromBytes(content.getBytes(UTF_8));
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 3) + "...";
  }
}
