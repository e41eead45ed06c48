package io.seldoningress.reload;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a folder of routes at one moment, by their names.
 *
 * @param byName the files in the order of their names
 */
record RouteFiles(SortedMap<String, RouteFile> byName) {
  static final RouteFiles NONE = new RouteFiles(new TreeMap<>());

  RouteFiles {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  Collection<RouteFile> all() {
    return byName.values();
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** The names of files that were added, removed or edited on the way to another state. */
  Set<String> changesTo(RouteFiles other) {
    Set<String> changed = new TreeSet<>(names());
    changed.addAll(other.names());
    changed.removeIf(
        name -> byName.containsKey(name) && byName.get(name).equals(other.byName.get(name)));
    return changed;
  }
}
