package io.seldoningress.seldon;

import java.util.Set;

/**
 * The annotations of Seldon Core v1 that this program reads. Those of Istio stand on a
 * SeldonDeployment ({@link SeldonDeployment#annotation}), the others on a predictor.
 */
public final class Annotations {

  /**
   * Every annotation that is read starts with it; of the others those of {@link PassedOn} are kept.
   */
  public static final String PREFIX = "seldon.io/";

  /** The gateways of the routes, a comma list of {@code name} or {@code namespace/name}. */
  public static final String ISTIO_GATEWAY = PREFIX + "istio-gateway";

  /** The hosts of the routes, a comma list. */
  public static final String ISTIO_HOST = PREFIX + "istio-host";

  /** How often a failed request is tried again. */
  public static final String ISTIO_RETRIES = PREFIX + "istio-retries";

  /** Seconds for each try. */
  public static final String ISTIO_RETRIES_TIMEOUT = PREFIX + "istio-retries-timeout";

  /** The TLS Secret that the hosts of the routes are served with. */
  public static final String ISTIO_TLS_SECRET = PREFIX + "istio-tls-secret";

  /** The annotations of others that generated objects get, too, a comma list. */
  public static final String ISTIO_ANNOTATIONS = PREFIX + "istio-annotations";

  /** In the spec: {@code true} puts the service orchestrators into pods of their own. */
  public static final String SEPARATE_ENGINE = PREFIX + "engine-separate-pod";

  /** On a predictor: {@code true} leaves the service orchestrator out. */
  public static final String NO_ENGINE = PREFIX + "no-engine";

  /** On a predictor: the name of its Service. */
  public static final String SERVICE_NAME = PREFIX + "svc-name";

  /**
   * Annotations in which tools keep the object as they applied it: of kubectl, kapp, Rancher and
   * Banzai Cloud's object matcher.
   */
  private static final Set<String> WHOLE_OBJECTS =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          "kapp.k14s.io/original",
          "objectset.rio.cattle.io/applied",
          "banzaicloud.com/last-applied");

  private Annotations() {}

  /** Whether an annotation holds its whole object once more, so that no other one may have it. */
  public static boolean keepsObject(String name) {
    return WHOLE_OBJECTS.contains(name);
  }

  /** The path of an annotation below its object, {@code annotations[<name>]}. */
  public static String path(String name) {
    return "annotations[" + name + "]";
  }
}
