package io.seldoningress.annotation;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.ClosestName;
import io.seldoningress.text.DnsNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Who may call a SeldonDeployment. Each of them that is there has to hold. */
public final class AccessAnnotations {

  /** What all of them begin with, and nothing else may. */
  public static final String PREFIX = Annotations.PREFIX + "istio-access";

  /** More than anybody lists; each is compared for each request. */
  private static final int MAX = 100;

  /**
   * In a value Istio takes a star at either end for any characters; so none may be in what is
   * compared as it is.
   */
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^*,\"\\\\]]{1,253}");

  /** Of the name of a trust domain Istio itself says no more than that it is part of a URI. */
  private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9._]*[a-z0-9])?");

  private static final Pattern PRINCIPAL = Pattern.compile("([^/]+)/ns/([^/]+)/(?:sa/([^/]+)|\\*)");

  public static final Annotation<List<String>> ISSUERS =
      Annotation.onDeployment(
          "istio-access-issuers",
          list("issuers of JWTs that the setting access.issuers names", PLAIN),
          new Note(
              "RequestAuthentication spec.jwtRules; AuthorizationPolicy spec.rules[].when",
              "no JWT is asked for",
              "https://issuer.example.com",
              "A request needs a valid JWT of one of these issuers."));

  public static final Annotation<List<String>> AUDIENCES =
      Annotation.onDeployment(
          "istio-access-audiences",
          list("audiences of JWTs, beside istio-access-issuers", PLAIN),
          new Note(
              "AuthorizationPolicy spec.rules[].when",
              "any audience",
              "models.example.com",
              "The JWT has to be for one of these audiences (its claim aud)."));

  public static final Annotation<List<String>> PRINCIPALS =
      Annotation.onDeployment(
          "istio-access-principals",
          list(
              "identities of workloads, each as <trust domain>/ns/<namespace>/sa/<service account>,"
                  + " */ns/<namespace>/sa/<service account> or <trust domain>/ns/<namespace>/*",
              AccessAnnotations::isPrincipal),
          new Note(
              "AuthorizationPolicy spec.rules[].from",
              "any workload",
              "cluster.local/ns/shop/sa/frontend",
              "The workload that calls has to be one of these, by its certificate for mTLS."));

  public static final Annotation<List<String>> NAMESPACES =
      Annotation.onDeployment(
          "istio-access-namespaces",
          list("names of namespaces", DnsNames::isLabel),
          new Note(
              "AuthorizationPolicy spec.rules[].from",
              "any namespace",
              "shop,istio-system",
              "The workload that calls has to be in one of these namespaces, by its certificate for mTLS."));

  static final List<Annotation<?>> LIST = List.of(ISSUERS, AUDIENCES, PRINCIPALS, NAMESPACES);

  private AccessAnnotations() {}

  /** Whether one of them is written on a SeldonDeployment, sound or not. */
  public static boolean isUsed(SeldonDeployment deployment) {
    return LIST.stream().anyMatch(one -> one.written(deployment).isPresent());
  }

  /** Those that are written on a SeldonDeployment, sound or not. */
  public static List<Annotation<?>> usedOn(SeldonDeployment deployment) {
    return LIST.stream().filter(one -> one.written(deployment).isPresent()).toList();
  }

  /** Whether a name is one of them with a letter or two wrong. */
  public static boolean isTypo(String name) {
    return LIST.stream().anyMatch(one -> ClosestName.isTypo(name, one.name()));
  }

  /** The wildcards that can't stand for part of a name: {@code prod*} would be prod-of-others. */
  private static boolean isPrincipal(String text) {
    var matcher = PRINCIPAL.matcher(text);
    if (text.length() > 500 || !matcher.matches()) {
      return false;
    }
    String trustDomain = matcher.group(1);
    String account = matcher.group(3);
    boolean anyDomain = trustDomain.equals("*");
    return (anyDomain || TRUST_DOMAIN.matcher(trustDomain).matches())
        && DnsNames.isLabel(matcher.group(2))
        && (account == null ? !anyDomain : DnsNames.isObjectName(account));
  }

  private static Form<List<String>> list(String elements, Pattern pattern) {
    return list(elements, text -> pattern.matcher(text).matches());
  }

  private static Form<List<String>> list(String elements, Predicate<String> rule) {
    String allowed = "a comma list of %s, at most %d".formatted(elements, MAX);
    Form<List<String>> list = Forms.commaList(allowed, text -> Optional.of(text).filter(rule));
    return new Form<>(
        allowed,
        text ->
            text.chars().filter(character -> character == ',').count() < MAX
                ? list.read(text)
                : Reading.wrong(text, allowed));
  }
}
