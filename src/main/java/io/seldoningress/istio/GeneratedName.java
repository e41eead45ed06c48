package io.seldoningress.istio;

import java.util.Comparator;

/**
 * The name of a generated object. Two SeldonDeployments of one namespace that come to the same one
 * are in each other's way.
 *
 * @param kind the object's kind, one of the constants
 * @param name the object's {@code metadata.name}
 */
public record GeneratedName(String kind, String name) implements Comparable<GeneratedName> {

  public static final String DESTINATION_RULE = "DestinationRule";
  public static final String VIRTUAL_SERVICE = "VirtualService";
  public static final String AUTHORIZATION_POLICY = "AuthorizationPolicy";
  public static final String REQUEST_AUTHENTICATION = "RequestAuthentication";

  private static final Comparator<GeneratedName> ORDER =
      Comparator.comparing(GeneratedName::kind).thenComparing(GeneratedName::name);

  @Override
  public int compareTo(GeneratedName other) {
    return ORDER.compare(this, other);
  }
}
