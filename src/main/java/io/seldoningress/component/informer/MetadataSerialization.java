package io.seldoningress.component.informer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.WatchEventBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.InputStream;

/**
 * Reads the events of watches into {@link ObjectMetadata}, whatever kind they say the object is,
 * and all else as the connection does. fabric8 reads the object of an event into its class for that
 * kind: into a whole Secret where a server sends one.
 */
final class MetadataSerialization extends KubernetesSerialization {

  private final KubernetesSerialization connection;

  /**
   * @param connection how the connection reads, with its limits
   */
  MetadataSerialization(KubernetesSerialization connection) {
    this.connection = connection;
  }

  /** What is read of an event at first; that of an error has a Status in place of an object. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Event(String type, ObjectMetadata object) {

    boolean isError() {
      return "ERROR".equals(type);
    }

    WatchEvent toWatchEvent() {
      return new WatchEventBuilder().withType(type).withObject(object).build();
    }
  }

  @Override
  public <T> T unmarshal(String text, Class<T> type) {
    if (WatchEvent.class.equals(type)) {
      Event event = connection.unmarshal(text, Event.class);
      if (!event.isError()) {
        return type.cast(event.toWatchEvent());
      }
    }
    return connection.unmarshal(text, type);
  }

  @Override
  public <T> T unmarshal(InputStream stream, TypeReference<T> type) {
    return connection.unmarshal(stream, type);
  }

  @Override
  public <T> T convertValue(Object value, Class<T> type) {
    return connection.convertValue(value, type);
  }
}
