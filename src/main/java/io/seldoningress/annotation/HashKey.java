package io.seldoningress.annotation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a request says which pod of a predictor it goes to. Its name ends up in the route table
 * of the gateway, so it has a narrower form than HTTP allows.
 *
 * @param part the part of the request
 * @param name of the header, cookie or query parameter; empty for the source address
 * @param lifetime how long a cookie lasts that the gateway sets where a request has none, zero to
 *     the end of the client's session; empty where it sets none
 */
public record HashKey(Part part, String name, Optional<Duration> lifetime) {

  /** A part of a request. */
  public enum Part {
    HEADER,
    COOKIE,
    QUERY,
    SOURCE_IP
  }

  static final Form<HashKey> FORM =
      Form.of(
          "header:<name>, cookie:<name>, cookie:<name>:session, cookie:<name>:<duration from 1s to"
              + " 8760h>, query:<name> or source-ip, with names of at most 100 letters, digits, '-'"
              + " and '_'",
          HashKey::parse);

  private static final String SESSION = "session";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Form<Duration> LIFETIME =
      Forms.duration(Duration.ofSeconds(1), Duration.ofDays(365));

  private static Optional<HashKey> parse(String text) {
    if (text.equals("source-ip")) {
      return Optional.of(new HashKey(Part.SOURCE_IP, "", Optional.empty()));
    }
    String[] words = text.split(":", -1);
    if (words.length < 2 || !NAME.matcher(words[1]).matches()) {
      return Optional.empty();
    }
    return words.length == 2 ? named(words[0], words[1]) : withLifetime(words);
  }

  private static Optional<HashKey> named(String part, String name) {
    return Arrays.stream(Part.values())
        .filter(one -> one != Part.SOURCE_IP && word(one).equals(part))
        .findFirst()
        .map(one -> new HashKey(one, name, Optional.empty()));
  }

  private static Optional<HashKey> withLifetime(String[] words) {
    if (words.length > 3 || !words[0].equals(word(Part.COOKIE))) {
      return Optional.empty();
    }
    Optional<Duration> lifetime =
        words[2].equals(SESSION) ? Optional.of(Duration.ZERO) : LIFETIME.read(words[2]).value();
    return lifetime.map(span -> new HashKey(Part.COOKIE, words[1], Optional.of(span)));
  }

  private static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
