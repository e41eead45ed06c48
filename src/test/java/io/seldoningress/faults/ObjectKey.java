package io.seldoningress.faults;

import java.util.Comparator;

/** An object, by the plural of its kind. */
record ObjectKey(String plural, String namespace, String name) implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name)
          .thenComparing(ObjectKey::plural);

  boolean isRoute() {
    return !plural.equals(History.DEPLOYMENTS);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace + "/" + name + " " + plural;
  }
}
