package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documents say that a controller has to be allowed. */
public final class PermissionTable {

  /** {@code | `virtualservices`, `destinationrules` in `group`, where | list, watch |}. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| ((?:`[a-z/]+`(?:, )?)+)(?: in `([a-z0-9]+(?:\\.[a-z0-9]+)+)`)?([^|]*) \\| ([a-z, ]+) \\|$");

  private PermissionTable() {}

  /** Where something has to be allowed. */
  public enum Place {
    /** In each namespace that is served. */
    SERVED(""),
    /** In that of the controller, for its Lease. */
    OWN("own namespace"),
    /** In that of the pods of the ingress gateway, where TLS Secrets are. */
    INGRESS("gateway.namespace"),
    /** In that of the Gateway that the controller keeps. */
    KEPT_GATEWAY("kept Gateway");

    private final String words;

    Place(String words) {
      this.words = words;
    }

    static Place of(String text) {
      return Stream.of(OWN, INGRESS, KEPT_GATEWAY)
          .filter(place -> text.contains(place.words))
          .findFirst()
          .orElse(SERVED);
    }
  }

  /**
   * A row of a table.
   *
   * @param rule what is allowed
   * @param place where
   */
  public record Row(PolicyRule rule, Place place) {}

  /** What each controller needs, by the README. */
  public static List<Row> always() {
    return read(Path.of("README.md"), 4);
  }

  /** What one that keeps the Gateway needs besides, by docs/tls.md. */
  public static List<Row> forKeptGateway() {
    return read(Path.of("docs", "tls.md"), 3);
  }

  /** What one with access.enabled needs besides, by docs/access.md. */
  public static List<Row> forAccess() {
    return read(Path.of("docs", "access.md"), 1);
  }

  private static List<Row> read(Path document, int atLeast) {
    try {
      List<Row> rows =
          ROW.matcher(Files.readString(document)).results().map(PermissionTable::row).toList();
      if (rows.size() < atLeast) {
        throw new IllegalStateException(
            "the table of permissions in " + document + " is not understood");
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(MatchResult found) {
    String group = found.group(2) == null ? "" : found.group(2);
    return new Row(
        new PolicyRuleBuilder()
            .withApiGroups(group)
            .withResources(list(found.group(1).replace("`", "")))
            .withVerbs(list(found.group(4)))
            .build(),
        Place.of(found.group(3)));
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
