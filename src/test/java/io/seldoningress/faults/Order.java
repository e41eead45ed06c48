package io.seldoningress.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.faults.History.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a history from its beginning, and finds the moments at which something was wrong that is
 * right again at the end.
 */
final class Order {

  /** More than anybody reads. */
  private static final int MOST = 5;

  private final List<Version> versions;
  private final long since;
  private final Map<ObjectKey, JsonNode> state = new HashMap<>();
  private final Set<String> living = new HashSet<>();
  private final Map<ObjectKey, Integer> newest = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private Order(List<Version> versions, long since) {
    this.versions = versions;
    this.since = since;
  }

  /**
   * A line for each moment at which a VirtualService named a subset that was not there, or an older
   * state was written over a newer one.
   *
   * @param versions all of them, in their order
   * @param since the revision from which on
   */
  static List<String> faults(List<Version> versions, long since) {
    Order order = new Order(versions, since);
    versions.forEach(order::add);
    return order.faults.stream().limit(MOST).toList();
  }

  private void add(Version version) {
    ObjectKey key = version.key();
    JsonNode before = version.isDeleted() ? state.remove(key) : state.put(key, version.object());
    switch (key.plural()) {
      case History.DEPLOYMENTS -> addDeployment(version, before);
      case History.VIRTUAL_SERVICES -> {
        lookForSubsets(version, before);
        lookForOlder(version, version.isDeleted() ? 0 : retries(version.object()));
      }
      case History.DESTINATION_RULES -> {
        if (version.isDeleted() && before != null && !isOrphan(before)) {
          lookForUsers(version);
        }
        lookForOlder(version, version.isDeleted() ? 0 : number(version.object()));
      }
      default -> {}
    }
  }

  private void addDeployment(Version version, JsonNode before) {
    if (version.isDeleted() && before != null) {
      living.remove(Stored.uid(before));
    } else {
      living.add(Stored.uid(version.object()));
    }
  }

  /**
   * One whose SeldonDeployment is gone is collected, as its rules are, in whatever order; perhaps a
   * new one adopts it before it gets another spec.
   */
  private void lookForSubsets(Version version, JsonNode before) {
    if (version.isDeleted() || isOrphan(version.object()) || isSameSpec(version, before)) {
      return;
    }
    for (JsonNode destination : destinations(version.object())) {
      JsonNode rule = state.get(ruleOf(version.key(), destination));
      if (rule == null || !rule.at("/spec/subsets/0/name").equals(destination.path("subset"))) {
        fault(version, "names a subset that is not there: " + destination);
      }
    }
  }

  private static boolean isSameSpec(Version version, JsonNode before) {
    return before != null && before.path("spec").equals(version.object().path("spec"));
  }

  private boolean isOrphan(JsonNode object) {
    String owner = Stored.owner(object);
    return !owner.isEmpty() && !living.contains(owner);
  }

  private void lookForUsers(Version rule) {
    state.forEach(
        (key, object) -> {
          if (key.plural().equals(History.VIRTUAL_SERVICES)
              && key.namespace().equals(rule.key().namespace())
              && destinations(object).stream()
                  .anyMatch(one -> ruleOf(key, one).equals(rule.key()))) {
            fault(rule, "was deleted while it was used by " + key);
          }
        });
  }

  private void lookForOlder(Version version, int number) {
    int before = newest.merge(version.key(), number, Math::max);
    if (!version.isDeleted() && before > number) {
      fault(version, "is of change " + number + ", after one of " + before);
    }
  }

  private static List<JsonNode> destinations(JsonNode virtualService) {
    JsonNode spec = virtualService.path("spec");
    return Stream.concat(
            spec.findValues("destination").stream(), spec.findValues("mirror").stream())
        .filter(one -> one.has("subset"))
        .toList();
  }

  private static ObjectKey ruleOf(ObjectKey virtualService, JsonNode destination) {
    String host = destination.path("host").asText();
    return new ObjectKey(
        History.DESTINATION_RULES,
        virtualService.namespace(),
        host.substring(0, host.indexOf('.')));
  }

  private static int retries(JsonNode virtualService) {
    return virtualService.at("/spec/http/0/retries/attempts").asInt();
  }

  private static int number(JsonNode rule) {
    String version = rule.at("/spec/subsets/0/labels/version").asText();
    return version.startsWith("r") ? Integer.parseInt(version.substring(1)) : 0;
  }

  private void fault(Version version, String what) {
    if (version.revision() < since) {
      return;
    }
    ObjectKey key = version.key();
    // Those of the workload are m-0, m-1 and so on.
    String deployment = key.name().replaceFirst("^(m-\\d+).*", "$1");
    faults.add(
        "revision %d: %s %s%n%s"
            .formatted(
                version.revision(),
                key,
                what,
                Trail.of(versions, key.namespace(), deployment, version.revision())));
  }
}
