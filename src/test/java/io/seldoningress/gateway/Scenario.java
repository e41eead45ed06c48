package io.seldoningress.gateway;

import io.seldoningress.certificate.TlsCertificate;
import io.seldoningress.gateway.GatewaySettings.HttpServer;
import io.seldoningress.gateway.GatewaySettings.Tls;
import io.seldoningress.istio.GatewayName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a TLS decision is made of, as words: lists are parted by {@code ;}, each element is a name
 * and words such as {@code hosts=a.com,b.com}.
 */
public final class Scenario {

  /** The time of all decisions. */
  public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  /** The Secret of the settings. */
  public static final String DEFAULT = "default";

  private record Words(String name, Map<String, String> values) {

    static List<Words> all(String text) {
      return Stream.of(text.split(";"))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .map(Words::of)
          .toList();
    }

    private static Words of(String text) {
      String[] words = text.split(" +");
      return new Words(
          words[0],
          Arrays.stream(words)
              .skip(1)
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : "")));
    }

    boolean has(String word) {
      return values.containsKey(word);
    }

    Optional<List<String>> list(String word) {
      return Optional.ofNullable(values.get(word)).map(Scenario::list);
    }

    String created() {
      return "2026-01-01T00:00:0" + values.getOrDefault("at", "5") + "Z";
    }
  }

  private Scenario() {}

  /** Settings with the Secret {@value #DEFAULT} for every host. */
  public static GatewaySettings settings(boolean mutual, String hosts) {
    return new GatewaySettings(
        new GatewayName("istio-system", "seldon-gateway"),
        "",
        "istio-system",
        Map.of("istio", "ingressgateway"),
        list(hosts),
        HttpServer.ALWAYS,
        false,
        List.of(),
        DEFAULT,
        new Tls(mutual, Optional.empty(), List.of()));
  }

  /** Sources of the words for each of them. */
  public static TlsSources sources(String secrets, String claims, String foreign, String current) {
    return sources(secrets, claims, "", foreign, current);
  }

  /** The same, with hosts that lapsed, a comma list. */
  static TlsSources sources(
      String secrets, String claims, String lapsed, String foreign, String current) {
    return new TlsSources(
        Words.all(secrets).stream()
            .map(Scenario::secret)
            .collect(Collectors.toMap(SecretFacts::name, Function.identity())),
        Words.all(claims).stream().map(Scenario::claim).toList(),
        lapsed.isEmpty() ? List.of() : list(lapsed),
        Words.all(foreign).stream()
            .map(
                words ->
                    new ForeignGateway(
                        words.name(), List.of(server(words.values().get("secret"), words))))
            .toList(),
        Words.all(current).stream().map(words -> server(words.name(), words)).toList(),
        NOW);
  }

  /**
   * A Secret. Its certificate is for {@code san}, has the fingerprint {@code print}, by itself its
   * name, and may be {@code expired}, {@code broken} or {@code early}. Its label is {@code server},
   * its annotation {@code hosts}. With {@code ca} it has a CA for clients, with {@code caOnly}
   * nothing else.
   */
  private static SecretFacts secret(Words words) {
    boolean readable = !words.has("caOnly") && !words.has("broken");
    Optional<Words> leaf = Optional.of(words).filter(one -> readable);
    return new SecretFacts(
        words.name(),
        "uid-" + words.name(),
        words.created(),
        words.has("server"),
        words.list("hosts"),
        new TlsCertificate(
            words.list("san").orElse(List.of()),
            List.of(),
            leaf.map(one -> one.values().getOrDefault("print", one.name())),
            leaf.map(one -> NOW.plusSeconds(one.has("early") ? 60 : -60)),
            leaf.map(one -> NOW.plusSeconds(one.has("expired") ? -60 : 3600)),
            words.has("ca") || words.has("caOnly"),
            words.has("broken") ? List.of("tls.crt is missing") : List.of()));
  }

  private static TlsClaim claim(Words words) {
    return new TlsClaim(
        "models",
        words.name(),
        words.created(),
        words.values().get("secret"),
        words.list("hosts").orElseThrow());
  }

  private static TlsServer server(String secret, Words words) {
    return new TlsServer(secret, words.list("hosts").orElseThrow());
  }

  static List<String> list(String text) {
    return List.of(text.split(",", -1));
  }
}
