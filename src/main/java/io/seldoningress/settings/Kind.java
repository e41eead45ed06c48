package io.seldoningress.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;

/**
 * A kind of value: how its text is read, and what is allowed in words.
 *
 * @param <T> the type of the values
 * @param allowed what is allowed, to go on with "allowed: ..."
 * @param parser gives the value of a text, or throws an IllegalArgumentException
 */
record Kind<T>(String allowed, Function<String, T> parser) {
  static final String[] LOG_LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"};
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern DNS_SUBDOMAIN = Pattern.compile("(?=.{1,253}$)" + SUBDOMAIN);
  private static final Pattern GATEWAY =
      Pattern.compile("mesh|(" + LABEL + "/)?(?=.{1,253}$)" + SUBDOMAIN);
  private static final Pattern GATEWAY_IN_NAMESPACE = Pattern.compile(LABEL + "/" + LABEL);
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern LABEL_KEY =
      Pattern.compile("(" + SUBDOMAIN + "/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern LABEL_SELECTOR = Pattern.compile("[-A-Za-z0-9_./=!, ()]{0,1000}");
  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)(\\*|(\\*|" + LABEL + ")\\." + SUBDOMAIN + ")");
  private static final Pattern GRANT =
      Pattern.compile(
          "[-a-z0-9*]{1,63}/(%1$s|[-.a-z0-9*]){1,253}/(%1$s|[-.a-z0-9*]){1,253}"
              .formatted("\\{namespace}"));
  private static final String TENANT = "[-a-z0-9*]{1,63}:";
  private static final Pattern TENANT_HOST =
      Pattern.compile(TENANT + "(\\{namespace}|[-.a-z0-9*]){1,253}");
  private static final Pattern TENANT_GATEWAY =
      Pattern.compile(TENANT + "(\\{namespace}|[-.a-z0-9*/]){1,253}");
  private static final Pattern TENANT_PATH =
      Pattern.compile(TENANT + "(?=[/*])(\\{namespace}|[-A-Za-z0-9._~!$&'()+;=:@/*]){1,500}");
  // IPv4, IPv6 or a name; the system tells whether it is one of its own.
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,252}|[0-9A-Fa-f:.]{2,45}");
  private static final Pattern LOGGER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$-]{0,199}");
  private static final Pattern CIPHER_SUITE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  // Camel's own reader of durations passes over what it does not know: 10sec would be 10s. The
  // number of digits keeps the sum of the units within a long.
  private static final Pattern DURATION =
      Pattern.compile("(?=.)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}(ms)?)?");

  static Kind<Integer> port() {
    return new Kind<>("a port, 1 to 65535", text -> number(text, 1, 65535));
  }

  static Kind<Integer> wholeNumber(int least, int most) {
    return new Kind<>(
        "a whole number, %d to %d".formatted(least, most), text -> number(text, least, most));
  }

  static Kind<Double> decimal(int least, int most) {
    return new Kind<>(
        "a decimal number, %d to %d".formatted(least, most),
        text -> {
          require(text.matches("\\d{1,9}(\\.\\d{1,9})?"));
          double number = Double.parseDouble(text);
          require(number >= least && number <= most);
          return number;
        });
  }

  static Kind<Duration> duration(String least, String most) {
    return new Kind<>(
        "a duration such as 100ms, 1s or 5m, %s to %s".formatted(least, most),
        text -> duration(text, TimeUtils.toDuration(least), TimeUtils.toDuration(most)));
  }

  static Kind<Boolean> trueOrFalse() {
    return new Kind<>(
        "true or false",
        text -> {
          require(text.equals("true") || text.equals("false"));
          return Boolean.valueOf(text);
        });
  }

  static Kind<String> oneOf(String... values) {
    Set<String> allowed = Set.of(values);
    return new Kind<>(
        "one of " + String.join(", ", values),
        text -> {
          require(allowed.contains(text));
          return text;
        });
  }

  static Kind<Optional<String>> emptyOrOneOf(String... values) {
    Kind<String> value = oneOf(values);
    return new Kind<>(
        "empty, or " + value.allowed(),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(value.parser().apply(text)));
  }

  /** The value of a label, see "Labels and Selectors" in the documentation of Kubernetes. */
  static Kind<String> labelValue() {
    return matching(
        "empty, or the value of a label: up to 63 letters, digits, '-', '_' and '.',"
            + " a letter or digit at both ends",
        LABEL_VALUE);
  }

  /** A DNS subdomain as in RFC 1123. */
  static Kind<String> domain() {
    return matching("a DNS name in lower case, such as cluster.local", DNS_SUBDOMAIN);
  }

  /** A DNS label as in RFC 1123. */
  static Kind<String> dnsLabel() {
    return matching("a DNS label: up to 63 small letters, digits and '-'", DNS_LABEL);
  }

  static Kind<String> emptyOrNamespace() {
    return new Kind<>(
        "empty, or the name of a namespace", text -> text.isEmpty() ? text : label(text));
  }

  /** A Gateway as a VirtualService names it in {@code spec.gateways}. */
  static Kind<String> gateway() {
    return matching("<namespace>/<name> or <name> of a Gateway, or mesh", GATEWAY);
  }

  /** Namespaces, a comma between them; none stands for all. */
  static Kind<List<String>> namespaces() {
    return new Kind<>(
        "empty, or names of namespaces with a comma between them",
        text -> text.isEmpty() ? List.of() : elements(text).map(Kind::label).toList());
  }

  /** A Gateway by its namespace and name; empty for another setting's. */
  static Kind<String> emptyOrGatewayInNamespace() {
    return new Kind<>(
        "empty, or <namespace>/<name> of a Gateway",
        text -> {
          require(text.isEmpty() || GATEWAY_IN_NAMESPACE.matcher(text).matches());
          return text;
        });
  }

  /** A DNS subdomain as in RFC 1123, the form of the names of most objects. */
  static Kind<String> objectName() {
    return matching("the name of an object: small letters, digits, '-' and '.'", DNS_SUBDOMAIN);
  }

  /** Labels, a comma between them. */
  static Kind<Map<String, String>> labels() {
    return new Kind<>(
        "labels as <key>=<value> with a comma between them",
        text -> {
          List<String[]> pairs = elements(text).map(Kind::keyAndValue).toList();
          require(pairs.stream().map(pair -> pair[0]).distinct().count() == pairs.size());
          return pairs.stream()
              .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
        });
  }

  /** A label selector of Kubernetes; whether it is one, the API server decides. */
  static Kind<String> labelSelector() {
    return matching(
        "empty, or a label selector of Kubernetes such as team=a,!canary", LABEL_SELECTOR);
  }

  /** What a server listens at. */
  static Kind<String> address() {
    return matching("an address of this machine, such as 127.0.0.1, 0.0.0.0 or ::", ADDRESS);
  }

  /** Loggers with their levels, a comma between them. */
  static Kind<Map<String, String>> logLevels() {
    Set<String> levels = Set.of(LOG_LEVELS);
    return new Kind<>(
        "empty, or <logger>=<level> with a comma between them, levels as for logging.level",
        text -> {
          if (text.isEmpty()) {
            return Map.of();
          }
          List<String[]> pairs = elements(text).map(pair -> pair.split("=", 2)).toList();
          require(
              pairs.stream()
                  .allMatch(
                      pair ->
                          pair.length == 2
                              && LOGGER.matcher(pair[0]).matches()
                              && levels.contains(pair[1])));
          require(pairs.stream().map(pair -> pair[0]).distinct().count() == pairs.size());
          return pairs.stream()
              .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
        });
  }

  /** Hosts of a Gateway, a comma between them; Istio refuses one without a dot. */
  static Kind<List<String>> hosts() {
    return listOf("DNS names with a dot, such as models.example.com or *.example.com, or *", HOST);
  }

  static Kind<List<String>> emptyOrHosts() {
    return emptyOr(hosts());
  }

  static Kind<List<String>> cipherSuites() {
    return emptyOr(listOf("names of cipher suites", CIPHER_SUITE));
  }

  /** Who may use which TLS Secret for which host. */
  static Kind<List<String>> grants() {
    return emptyOr(
        listOf(
            "<namespace>/<secret>/<host>, in each of which * stands for any characters and, but for the"
                + " first, {namespace} for the namespace",
            GRANT));
  }

  /** Which namespaces may use which hosts. */
  static Kind<List<String>> tenantHosts() {
    return tenants("<namespace>:<host>", TENANT_HOST);
  }

  /** Which namespaces may use which gateways. */
  static Kind<List<String>> tenantGateways() {
    return tenants("<namespace>:<namespace>/<name> or <namespace>:mesh", TENANT_GATEWAY);
  }

  /** Which namespaces may use which paths. */
  static Kind<List<String>> tenantPaths() {
    return tenants("<namespace>:<path>", TENANT_PATH);
  }

  private static Kind<List<String>> tenants(String form, Pattern pattern) {
    return emptyOr(
        listOf(
            form
                + ", where * stands for any characters and, after the colon, {namespace} for the namespace",
            pattern));
  }

  static Kind<List<Duration>> emptyOrDurations(String least, String most) {
    Kind<Duration> duration = duration(least, most);
    return emptyOr(
        new Kind<>(
            "durations such as 30d or 12h with a comma between them, each %s to %s"
                .formatted(least, most),
            text -> elements(text).map(duration.parser()).toList()));
  }

  static <T> Kind<List<T>> emptyOr(Kind<List<T>> list) {
    return new Kind<>(
        "empty, or " + list.allowed(),
        text -> text.isEmpty() ? List.of() : list.parser().apply(text));
  }

  static Kind<List<String>> listOf(String elements, Pattern pattern) {
    return new Kind<>(
        elements + ", with a comma between them",
        text -> {
          List<String> all = elements(text).toList();
          require(all.stream().allMatch(element -> pattern.matcher(element).matches()));
          require(Set.copyOf(all).size() == all.size());
          return all;
        });
  }

  private static Stream<String> elements(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip);
  }

  private static String[] keyAndValue(String text) {
    String[] pair = text.split("=", 2);
    require(
        pair.length == 2
            && LABEL_KEY.matcher(pair[0]).matches()
            && LABEL_VALUE.matcher(pair[1]).matches());
    return pair;
  }

  static Kind<Path> directory() {
    return new Kind<>(
        "a path",
        text -> {
          require(!text.isEmpty());
          return Path.of(text);
        });
  }

  private static Kind<String> matching(String allowed, Pattern pattern) {
    return new Kind<>(
        allowed,
        text -> {
          require(pattern.matcher(text).matches());
          return text;
        });
  }

  private static String label(String text) {
    String name = text.strip();
    require(DNS_LABEL.matcher(name).matches());
    return name;
  }

  private static int number(String text, int least, int most) {
    require(text.matches("\\d{1,9}"));
    int number = Integer.parseInt(text);
    require(number >= least && number <= most);
    return number;
  }

  private static Duration duration(String text, Duration least, Duration most) {
    require(DURATION.matcher(text).matches());
    Duration duration = TimeUtils.toDuration(text);
    require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
    return duration;
  }

  private static void require(boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException();
    }
  }
}
