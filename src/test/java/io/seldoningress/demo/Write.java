package io.seldoningress.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.component.informer.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An Istio object that was written, whoever did it.
 *
 * @param before as it was, null where it was not there
 * @param after as it is, null where it is gone
 */
record Write(HasMetadata before, HasMetadata after) {

  private static final int SHOWN = 4;

  /** Paths that are told in words. */
  private static final Pattern SHARES = Pattern.compile("spec\\.http\\[\\d+]\\.(route|mirror).*");

  private static final Pattern SERVERS = Pattern.compile("spec\\.servers\\[.*");
  private static final Pattern NOTHING = Pattern.compile("");

  /** The object's newest state. */
  HasMetadata object() {
    return after == null ? before : after;
  }

  /** The place in the order of all writes. */
  long version() {
    return Long.parseLong(object().getMetadata().getResourceVersion());
  }

  /**
   * What was written and, of a change, what changed: {@code PATCHED VirtualService models/canary}
   * and {@code main 75 % -> 50 %, canary 25 % -> 50 %}.
   */
  List<String> lines() {
    String what = before == null ? "CREATED" : after == null ? "DELETED" : "PATCHED";
    List<String> lines = new ArrayList<>();
    lines.add(what + " " + object().getKind() + " " + ResourceKey.of(object()));
    if (before != null && after != null) {
      List<String> changes = changes();
      changes.stream().limit(SHOWN).map(change -> "  " + change).forEach(lines::add);
      if (changes.size() > SHOWN) {
        lines.add("  and " + (changes.size() - SHOWN) + " more");
      }
    }
    return lines;
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (before instanceof Gateway old && after instanceof Gateway now) {
      changes.addAll(GatewayServers.changes(old, now));
      addOthers(changes, leaves(before), leaves(after), SERVERS);
      return changes;
    }
    Set<String> shares = new LinkedHashSet<>();
    if (before instanceof VirtualService old && after instanceof VirtualService now) {
      for (int i = 0; i < now.getSpec().getHttp().size(); i++) {
        addShares(shares, shares(old, i), shares(now, i));
      }
    }
    if (!shares.isEmpty()) {
      changes.add(String.join(", ", shares));
    }
    addOthers(changes, leaves(before), leaves(after), shares.isEmpty() ? NOTHING : SHARES);
    return changes;
  }

  private static void addShares(
      Set<String> changes, Map<String, String> old, Map<String, String> now) {
    Set<String> all = new LinkedHashSet<>(now.keySet());
    all.addAll(old.keySet());
    all.stream()
        .filter(to -> !Objects.equals(old.get(to), now.get(to)))
        .map(to -> "%s %s -> %s".formatted(to, or(old.get(to)), or(now.get(to))))
        .forEach(changes::add);
  }

  private static Map<String, String> shares(VirtualService service, int route) {
    List<HTTPRoute> routes = service.getSpec().getHttp();
    Map<String, String> shares = new LinkedHashMap<>();
    if (route < routes.size()) {
      Leg.of(routes.get(route)).forEach(leg -> shares.put(leg.subset(), leg.amount()));
    }
    return shares;
  }

  private static void addOthers(
      List<String> changes, Map<String, String> old, Map<String, String> now, Pattern told) {
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    paths.stream()
        .filter(path -> !told.matcher(path).matches())
        .filter(path -> !Objects.equals(old.get(path), now.get(path)))
        .map(path -> "%s %s -> %s".formatted(path, or(old.get(path)), or(now.get(path))))
        .forEach(changes::add);
  }

  private static String or(String value) {
    return value == null ? "nothing" : value;
  }

  /** What people write of an object, as values by paths. */
  private static Map<String, String> leaves(HasMetadata object) {
    JsonNode all = Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.set("labels", all.path("metadata").path("labels"));
    written.set("annotations", all.path("metadata").path("annotations"));
    written.set("owners", all.path("metadata").path("ownerReferences"));
    written.set("spec", all.path("spec"));
    Map<String, String> leaves = new TreeMap<>();
    collect("", written, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), leaves);
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      leaves.put(path, node.asText());
    }
  }
}
