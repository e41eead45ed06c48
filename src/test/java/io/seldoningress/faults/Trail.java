package io.seldoningress.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.faults.History.Version;
import java.util.List;
import java.util.stream.Collectors;

/** What happened to a SeldonDeployment and its routes, for the message of a failure. */
final class Trail {

  private static final int LONGEST = 25;

  private Trail() {}

  /**
   * The versions up to a revision, a line for each.
   *
   * @param name the name of the SeldonDeployment
   */
  static String of(List<Version> versions, String namespace, String name, long revision) {
    List<Version> its =
        versions.stream()
            .filter(one -> one.revision() <= revision && one.key().namespace().equals(namespace))
            .filter(one -> (one.key().name() + "-").startsWith(name + "-"))
            .toList();
    return its.stream()
        .skip(Math.max(0, its.size() - LONGEST))
        .map(Trail::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Version version) {
    JsonNode object = version.object();
    return "  %d %d ms %s %s"
        .formatted(
            version.revision(),
            version.nanos() / 1_000_000,
            version.key(),
            version.isDeleted() ? "DELETED" : describe(object));
  }

  private static String describe(JsonNode object) {
    return "of %.8s change %s%s%s owner %.8s subsets %s"
        .formatted(
            Stored.uid(object),
            object.at("/metadata/annotations/seldon.io~1istio-retries").asText(),
            object.at("/spec/http/0/retries/attempts").asText(),
            object.at("/spec/subsets/0/labels/version").asText(),
            Stored.owner(object),
            object.path("spec").findValuesAsText("subset").stream().distinct().toList());
  }
}
