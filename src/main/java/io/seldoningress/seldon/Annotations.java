package io.seldoningress.seldon;

/**
 * The annotations of Seldon Core v1 that this program reads. Those of Istio stand on a
 * SeldonDeployment ({@link SeldonDeployment#annotation}), the others on a predictor.
 */
public final class Annotations {

  /** Every annotation that is read starts with it; the others are not kept. */
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

  /** On a predictor: {@code true} leaves the service orchestrator out. */
  public static final String NO_ENGINE = PREFIX + "no-engine";

  /** On a predictor: the name of its Service. */
  public static final String SERVICE_NAME = PREFIX + "svc-name";

  private Annotations() {}

  /** The path of an annotation below its object, {@code annotations[<name>]}. */
  public static String path(String name) {
    return "annotations[" + name + "]";
  }
}
