package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A served kind.
 *
 * @param group the API group, empty for the core one
 * @param custom whether a CRD defines it
 * @param hasStatus whether the status is written through its subresource only
 */
record ResourceType(
    String group,
    List<String> versions,
    String plural,
    String kind,
    boolean namespaced,
    boolean custom,
    boolean hasStatus) {

  static final ResourceType NAMESPACES = core("namespaces", "Namespace", false);
  static final ResourceType CRDS =
      new ResourceType(
          "apiextensions.k8s.io",
          List.of("v1"),
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false,
          false,
          true);

  /** The kinds that are there without a CRD. */
  static final List<ResourceType> BUILT_IN =
      List.of(
          NAMESPACES,
          CRDS,
          core("configmaps", "ConfigMap", true),
          core("endpoints", "Endpoints", true),
          core("events", "Event", true),
          core("pods", "Pod", true),
          core("secrets", "Secret", true),
          core("services", "Service", true),
          core("serviceaccounts", "ServiceAccount", true),
          builtIn("apps", "deployments", "Deployment"),
          builtIn("coordination.k8s.io", "leases", "Lease"),
          builtIn("discovery.k8s.io", "endpointslices", "EndpointSlice"),
          builtIn("events.k8s.io", "events", "Event"));

  /** The kind that a CRD defines. */
  static ResourceType of(ObjectNode crd) {
    JsonNode spec = crd.path("spec");
    List<String> versions = new ArrayList<>();
    boolean hasStatus = false;
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        versions.add(version.path("name").asText());
        hasStatus |= version.path("subresources").has("status");
      }
    }
    return new ResourceType(
        spec.path("group").asText(),
        List.copyOf(versions),
        spec.path("names").path("plural").asText(),
        spec.path("names").path("kind").asText(),
        spec.path("scope").asText().equals("Namespaced"),
        true,
        hasStatus);
  }

  boolean serves(ApiRequest request) {
    return group.equals(request.group())
        && versions.contains(request.version())
        && plural.equals(request.plural());
  }

  /** Whether a subresource is there; the object itself is the empty one. */
  boolean serves(String subresource) {
    return subresource.isEmpty() || (hasStatus && subresource.equals("status"));
  }

  /** As kube-apiserver names it in messages. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  String kindAndGroup() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  String apiVersion(String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }

  Key key(String namespace, String name) {
    return new Key(group, plural, namespaced ? namespace : "", name);
  }

  private static ResourceType core(String plural, String kind, boolean namespaced) {
    return new ResourceType("", List.of("v1"), plural, kind, namespaced, false, false);
  }

  private static ResourceType builtIn(String group, String plural, String kind) {
    return new ResourceType(group, List.of("v1"), plural, kind, true, false, false);
  }
}
