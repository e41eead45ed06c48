package io.seldoningress.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the specs of VirtualServices and DestinationRules say. */
final class IstioSpecs {

  private IstioSpecs() {}

  /** The whole spec, with sorted keys and numbers of one form: two of one text route alike. */
  static String text(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), text(entry.getValue())));
      return sorted.toString();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(IstioSpecs::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isNumber() ? Double.toString(node.doubleValue()) : node.asText();
  }

  /** The subsets that a VirtualService names, each as {@code <full host>/<subset>}. */
  static List<String> named(String namespace, JsonNode spec) {
    return Stream.concat(
            spec.findValues("destination").stream(), spec.findValues("mirror").stream())
        .filter(one -> one.has("subset"))
        .map(one -> fullHost(namespace, one) + "/" + one.path("subset").asText())
        .toList();
  }

  /** The subsets that a DestinationRule has, in the same form. */
  static List<String> defined(String namespace, JsonNode spec) {
    return StreamSupport.stream(spec.path("subsets").spliterator(), false)
        .map(one -> fullHost(namespace, spec) + "/" + one.path("name").asText())
        .toList();
  }

  /** A name without a dot is that of a Service beside the object. */
  private static String fullHost(String namespace, JsonNode of) {
    String host = of.path("host").asText();
    return host.contains(".") ? host : "%s.%s.svc.cluster.local".formatted(host, namespace);
  }
}
