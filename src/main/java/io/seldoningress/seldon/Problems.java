package io.seldoningress.seldon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects what can't be read of one object. */
final class Problems {

  /**
   * Enough to act on; an object of a megabyte full of mistakes must not fill the cache with them.
   */
  private static final int MAX = 50;

  private final List<Problem> found = new ArrayList<>();

  void add(String path, JsonNode value, String allowed) {
    if (found.size() < MAX) {
      found.add(new Problem(path, value.toString(), allowed));
    }
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
