package io.seldoningress.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the person who starts the demo chose with {@code -D}.
 *
 * @param server which API server
 * @param namespace where all examples go; where empty, each goes where its file says
 * @param examples the folder of the examples
 * @param confirmed whether nobody is to be asked before a cluster is written to
 */
record Flags(Server server, Optional<String> namespace, Path examples, boolean confirmed) {

  /** The API servers to choose from. */
  enum Server {
    EMBEDDED,
    REAL,
    CLUSTER;

    String flag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String CLUSTER_NAMESPACE = "seldon-demo";
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /**
   * Reads the flags.
   *
   * @param property the value of a system property, null where it is not set
   * @throws IllegalArgumentException naming the flag, its value and what is allowed
   */
  static Flags parse(UnaryOperator<String> property) {
    Server server = server(Optional.ofNullable(property.apply("server")).orElse("embedded"));
    Optional<String> namespace = Optional.ofNullable(property.apply("namespace"));
    namespace.ifPresent(Flags::requireNamespace);
    String examples = Optional.ofNullable(property.apply("examples")).orElse("examples");
    return new Flags(
        server,
        server == Server.CLUSTER ? namespace.or(() -> Optional.of(CLUSTER_NAMESPACE)) : namespace,
        Path.of(examples),
        yes(Optional.ofNullable(property.apply("yes")).orElse("false")));
  }

  private static Server server(String value) {
    return Arrays.stream(Server.values())
        .filter(server -> server.flag().equals(value))
        .findFirst()
        .orElseThrow(() -> wrong("server", value, names()));
  }

  private static String names() {
    return Arrays.stream(Server.values()).map(Server::flag).collect(Collectors.joining(", "));
  }

  private static void requireNamespace(String namespace) {
    if (!namespace.matches(DNS_LABEL)) {
      throw wrong(
          "namespace", namespace, "the name of a namespace: lower case letters, digits and '-'");
    }
  }

  /** {@code -Dyes} alone is the text true, by Maven. */
  private static boolean yes(String value) {
    return switch (value) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw wrong("yes", value, "true, false");
    };
  }

  private static IllegalArgumentException wrong(String flag, String value, String allowed) {
    return new IllegalArgumentException(
        "-D%s=%s is not allowed; allowed: %s".formatted(flag, value, allowed));
  }
}
