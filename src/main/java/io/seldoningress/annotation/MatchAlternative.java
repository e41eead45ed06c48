package io.seldoningress.annotation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Conditions on a request that have to hold all together.
 *
 * @param conditions for each part of a request what has to be there, by name; at least one
 */
public record MatchAlternative(Map<MatchPart, Map<String, TextMatch>> conditions) {

  public MatchAlternative {
    conditions = Collections.unmodifiableMap(new EnumMap<>(conditions));
  }

  /** The conditions on one part; empty where there is none. */
  public Map<String, TextMatch> of(MatchPart part) {
    return conditions.getOrDefault(part, Map.of());
  }
}
