package io.seldoningress.istio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seldoningress.annotation.MatchAnnotations;
import io.seldoningress.seldon.Predictor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cookie by which a user stays with one predictor. Istio draws one by the shares for each
 * request, so the answer to the first one has to say which it was.
 *
 * @param name its name
 * @param routing what the routes are made of
 * @param predictors those that have a share, at least two
 */
record StickyCookie(String name, Routing routing, List<Predictor> predictors) {

  /** Any other path could end the attribute, or be read as a format by Envoy. */
  private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9/._~-]{0,500}");

  private static final int DIGITS = 8;

  /** Empty where none is asked for, or there is no choice of predictors. */
  static Optional<StickyCookie> of(Routing routing) {
    List<Predictor> shared = routing.live().stream().filter(one -> one.traffic() > 0).toList();
    return MatchAnnotations.STICKY_COOKIE
        .of(routing.deployment())
        .filter(name -> shared.size() > 1)
        .map(name -> new StickyCookie(name, routing, shared));
  }

  /**
   * Whether answers by shares bring the cookie. While somebody is not ready they don't: who is sent
   * elsewhere meanwhile shall come back, and not stay there.
   */
  boolean isSet() {
    return predictors.stream().allMatch(routing::isOpen);
  }

  /**
   * Its value for a predictor, with a digest of all shares: when they change users are spread anew.
   */
  String value(Predictor predictor) {
    return predictor.name() + "." + digest();
  }

  /** The header {@code set-cookie} of an answer by a predictor (RFC 6265, section 4.1). */
  String header(Predictor predictor) {
    String maxAge =
        MatchAnnotations.STICKY_TTL
            .of(routing.deployment())
            .map(ttl -> "; Max-Age=" + ttl.toSeconds())
            .orElse("");
    return "%s=%s; Path=%s; HttpOnly; SameSite=Lax%s"
        .formatted(name, value(predictor), path(), maxAge);
  }

  private String path() {
    List<String> paths = Paths.ofPredictors(routing.deployment());
    return paths.size() == 1 && PLAIN_PATH.matcher(paths.get(0)).matches() ? paths.get(0) : "/";
  }

  private String digest() {
    String shares =
        predictors.stream()
            .map(one -> one.name() + "=" + one.traffic())
            .sorted()
            .collect(Collectors.joining(","));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(shares.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
