package io.seldoningress.seldon;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.seldon.StatusExcerpt.Extent;
import java.util.Optional;

/**
 * Reads the part of a status that is needed. What is wrong in a status is nobody's fault who wrote
 * the spec, so it is no problem of the SeldonDeployment.
 */
final class StatusReader {

  // Most SeldonDeployments have one of these for a moment only, and need none of their own.
  private static final StatusExcerpt NOTHING = StatusExcerpt.of(Extent.NOTHING);
  private static final StatusExcerpt NO_CONDITIONS = StatusExcerpt.of(Extent.NO_CONDITIONS);
  private static final StatusExcerpt CONDITIONS = StatusExcerpt.of(Extent.CONDITIONS);
  private static final StatusExcerpt UNREADABLE = StatusExcerpt.of(Extent.UNREADABLE);

  private StatusReader() {}

  static StatusExcerpt read(JsonNode status) {
    if (isAbsent(status)) {
      return NOTHING;
    }
    if (!status.isObject()) {
      return UNREADABLE;
    }
    JsonNode conditions = status.path("conditions");
    if (isAbsent(conditions)) {
      return NO_CONDITIONS;
    }
    return conditions.isArray() ? find(conditions) : UNREADABLE;
  }

  private static StatusExcerpt find(JsonNode conditions) {
    for (int index = 0; index < conditions.size(); index++) {
      JsonNode condition = conditions.get(index);
      if (condition.path("type").asText().equals(IngressReady.TYPE)) {
        return new StatusExcerpt(Extent.CONDITIONS, index, Optional.of(ingressReady(condition)));
      }
    }
    return CONDITIONS;
  }

  private static IngressReady ingressReady(JsonNode condition) {
    return new IngressReady(
        text(condition, "status"),
        text(condition, "reason"),
        text(condition, "message"),
        text(condition, "lastTransitionTime"));
  }

  private static String text(JsonNode condition, String field) {
    JsonNode value = condition.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
