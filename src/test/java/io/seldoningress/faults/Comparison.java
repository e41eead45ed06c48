package io.seldoningress.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.checks.Checks;
import io.seldoningress.faults.History.Version;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds every object of a cluster against what all SeldonDeployments say: nothing is missing,
 * nothing is left over, nothing differs. One that is refused may have the objects of its earlier
 * states, and no others.
 */
final class Comparison {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  private final Map<ObjectKey, String> wanted = new TreeMap<>();
  private final Map<ObjectKey, JsonNode> found = new TreeMap<>();

  /** By uid of a SeldonDeployment that is refused. */
  private final Map<String, Map<ObjectKey, Set<String>>> earlier = new HashMap<>();

  /**
   * @param history what was written since the cluster was empty
   * @param blocked SeldonDeployments that can't be routed because somebody has their names
   */
  Comparison(History history, Set<String> blocked) {
    Set<String> refused = new HashSet<>();
    history
        .current()
        .forEach(
            (key, version) -> {
              JsonNode object = version.object();
              if (key.isRoute()) {
                found.put(key, object);
              } else if (blocked.contains(key.name()) || isRefused(object)) {
                refused.add(Stored.uid(object));
              } else {
                wanted.putAll(routes(object));
              }
            });
    history.versions().stream()
        .filter(version -> !version.key().isRoute() && !version.isDeleted())
        .filter(version -> refused.contains(Stored.uid(version.object())))
        .filter(version -> !blocked.contains(version.key().name()))
        .forEach(this::rememberEarlier);
  }

  /** What differs, a line for each object; empty when all is as it should be. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    Set<ObjectKey> all = new TreeSet<>(wanted.keySet());
    all.addAll(found.keySet());
    for (ObjectKey key : all) {
      JsonNode object = found.get(key);
      if (object == null) {
        differences.add(key + " is missing");
      } else if (!isStrange(object) && !isAllowed(key, object)) {
        differences.add(
            "%s is%n  %s%nbut should be%n  %s"
                .formatted(key, Stored.content(object), wanted.getOrDefault(key, "gone")));
      }
    }
    return differences;
  }

  /** How many objects there have to be. */
  int size() {
    return wanted.size();
  }

  private static boolean isStrange(JsonNode object) {
    return object.at("/metadata/labels/owner").asText().equals(Strangers.OWNER);
  }

  private boolean isAllowed(ObjectKey key, JsonNode object) {
    String content = Stored.content(object);
    return wanted.containsKey(key)
        ? content.equals(wanted.get(key))
        : earlier
            .getOrDefault(Stored.owner(object), Map.of())
            .getOrDefault(key, Set.of())
            .contains(content);
  }

  private void rememberEarlier(Version version) {
    if (!isRefused(version.object())) {
      Map<ObjectKey, Set<String>> states =
          earlier.computeIfAbsent(Stored.uid(version.object()), uid -> new HashMap<>());
      routes(version.object())
          .forEach(
              (key, content) -> states.computeIfAbsent(key, k -> new HashSet<>()).add(content));
    }
  }

  private static boolean isRefused(JsonNode deployment) {
    return !Checks.check(Stored.deployment(deployment), SETTINGS).isEmpty();
  }

  private static Map<ObjectKey, String> routes(JsonNode object) {
    SeldonDeployment deployment = Stored.deployment(object);
    Map<ObjectKey, String> routes = new HashMap<>();
    for (HasMetadata route : IstioRoutes.make(deployment, SETTINGS)) {
      String plural = route.getKind().toLowerCase(Locale.ROOT) + "s";
      routes.put(
          new ObjectKey(plural, deployment.namespace(), route.getMetadata().getName()),
          Stored.content(Stored.json(route)));
    }
    return routes;
  }
}
