package io.seldoningress.testing.embedded;

/**
 * What an object is found by.
 *
 * @param group the API group, empty for the core one
 * @param namespace empty for objects of the cluster
 */
record Key(String group, String plural, String namespace, String name) {

  boolean isOf(ResourceType type) {
    return group.equals(type.group()) && plural.equals(type.plural());
  }
}
