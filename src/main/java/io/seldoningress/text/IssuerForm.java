package io.seldoningress.text;

import java.util.regex.Pattern;

/**
 * How an issuer of JWTs is written in a setting: {@code <issuer>}, a URL that is asked for its keys
 * by OpenID Connect Discovery, or {@code <issuer>=<URL of its keys>}; behind either {@code in
 * <namespace>}, in which {@code *} stands for any characters, or nothing.
 */
public final class IssuerForm {

  public static final String ALLOWED =
      "<issuer> or <issuer>=<URL of its keys>, each with \" in <namespace>\" behind it or not, in"
          + " which * stands for any characters";

  private static final String WEB =
      "https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?"
          + "(?:/(?:[A-Za-z0-9._~!$&'()+;:@/?-]|%[0-9A-Fa-f]{2}){0,500})?";

  /** Without a star, which Istio would take for any characters where it compares. */
  private static final String NAME = "[\\x21-\\x7e&&[^=*,\"\\\\]]{1,253}";

  public static final Pattern PATTERN =
      Pattern.compile(
          "(?:(?<url>WEB)|(?<issuer>NAME)=(?<keys>WEB(?:=[A-Za-z0-9._~&=-]{0,500})?))(?: +in +(?<namespace>[-a-z0-9*]{1,63}))?"
              .replace("WEB", WEB)
              .replace("NAME", NAME));

  private IssuerForm() {}
}
