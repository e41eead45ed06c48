package io.seldoningress.annotation;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a request that a match looks at. */
public enum MatchPart {
  /**
   * The form of RFC 9110, section 5.1. Two names are the gRPC route's own, Envoy knows no header
   * host, and the rest means other things to Istio than headers (HTTPMatchRequest.headers).
   */
  HEADERS(
      "headers",
      "(?!(seldon|namespace|host|uri|scheme|method|authority)$)[a-z0-9!#$%&'*+.^_`|~-]{1,64}",
      "the name of a header in lower case, of at most 64 characters, but none of seldon, namespace, host, uri, scheme, method and authority"),

  COOKIES(
      "cookies",
      "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}",
      "the name of a cookie, of at most 64 characters"),

  QUERY_PARAMS(
      "queryParams",
      "[A-Za-z0-9._~-]{1,64}",
      "the name of a query parameter, of at most 64 letters, digits, '-', '_', '.' and '~'"),

  /**
   * Between dots stand the claims on the way to one in others; a name with a slash or colon is that
   * of one claim.
   */
  CLAIMS(
      "claims",
      "(?=.{1,128}$)([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|[A-Za-z0-9_.~-]*[:/][A-Za-z0-9_:/.~-]*)",
      "the name of a claim such as group, or realm_access.roles for one in another, of at most 128 characters");

  private final String word;
  private final Pattern name;
  private final String allowed;

  MatchPart(String word, String name, String allowed) {
    this.word = word;
    this.name = Pattern.compile(name);
    this.allowed = allowed;
  }

  /** As it is written in annotations. */
  public String word() {
    return word;
  }

  static Optional<MatchPart> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(MatchPart::word).collect(Collectors.joining(", "));
  }

  /** Whether something in this part of a request may be called so. */
  boolean isName(String text) {
    return name.matcher(text).matches();
  }

  /** What is allowed as a name, in words. */
  String nameAllowed() {
    return allowed;
  }
}
