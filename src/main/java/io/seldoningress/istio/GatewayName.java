package io.seldoningress.istio;

/**
 * A Gateway as a VirtualService names it, found in the cluster.
 *
 * @param namespace its namespace
 * @param name its name
 */
public record GatewayName(String namespace, String name) {

  /**
   * The Gateway that a name in {@code spec.gateways} means, as Istio reads it: {@code
   * namespace/name}; {@code name} in the namespace of the VirtualService; and the old form, a DNS
   * name that begins with both.
   *
   * @param text a name, not {@code mesh}
   * @param namespace the namespace of the VirtualService
   */
  public static GatewayName of(String text, String namespace) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return new GatewayName(text.substring(0, slash), text.substring(slash + 1));
    }
    String[] labels = text.split("\\.", -1);
    return labels.length == 1
        ? new GatewayName(namespace, text)
        : new GatewayName(labels[1], labels[0]);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
