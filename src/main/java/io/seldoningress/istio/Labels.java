package io.seldoningress.istio;

import java.util.Map;
import java.util.Set;

/**
 * The labels of every generated object, as Kubernetes recommends them. {@code
 * app.kubernetes.io/instance} is left out on purpose: Argo CD tracks its applications by it and
 * would take the object for a part of one of that name, and prune it.
 */
public final class Labels {

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String PART_OF = "app.kubernetes.io/part-of";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String NAME = "app.kubernetes.io/name";

  /** The value of {@link #MANAGED_BY}: what our objects are found by. */
  public static final String MANAGER = "seldon-istio-ingress";

  /** The names of all of them. */
  public static final Set<String> NAMES = Set.of(MANAGED_BY, PART_OF, COMPONENT, NAME);

  private Labels() {}

  /**
   * The labels of an object.
   *
   * @param name what it is of: the name of a SeldonDeployment's VirtualService, which unlike its
   *     own is never too long for a label, or of the Gateway
   */
  public static Map<String, String> of(String name) {
    return Map.of(MANAGED_BY, MANAGER, PART_OF, "seldon-core", COMPONENT, "ingress", NAME, name);
  }
}
