package io.seldoningress.testing;

/** Kubeconfigs of users with a token. */
public final class Kubeconfigs {

  private Kubeconfigs() {}

  /**
   * The text of a kubeconfig.
   *
   * @param address the URL of the API server, whose certificate is not looked at
   * @param token the bearer token of its user
   */
  public static String of(String address, String token) {
    return of(address, token, "default");
  }

  /** The same with the namespace of its context. */
  public static String of(String address, String token, String namespace) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
        users: [{name: test, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: "%s"}}]
        current-context: test
        """
        .formatted(address, token, namespace);
  }
}
