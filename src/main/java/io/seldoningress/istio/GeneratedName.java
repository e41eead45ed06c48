package io.seldoningress.istio;

import java.util.Comparator;

/**
 * The name of a generated object. Two SeldonDeployments of one namespace that come to the same one
 * are in each other's way.
 *
 * @param kind {@value #VIRTUAL_SERVICE} or {@value #DESTINATION_RULE}
 * @param name the object's {@code metadata.name}
 */
public record GeneratedName(String kind, String name) implements Comparable<GeneratedName> {

  public static final String DESTINATION_RULE = "DestinationRule";
  public static final String VIRTUAL_SERVICE = "VirtualService";

  private static final Comparator<GeneratedName> ORDER =
      Comparator.comparing(GeneratedName::kind).thenComparing(GeneratedName::name);

  @Override
  public int compareTo(GeneratedName other) {
    return ORDER.compare(this, other);
  }
}
