package io.seldoningress.gateway;

import io.seldoningress.certificate.TlsCertificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a Secret in the namespace of the ingress gateway, without its key.
 *
 * @param name its name
 * @param uid its uid
 * @param created when it was made, as in its metadata
 * @param ownServer whether its label asks for an HTTPS server of its own
 * @param hosts the hosts of that server by its annotation; empty where the certificate says them
 * @param certificate what is in it
 */
public record SecretFacts(
    String name,
    String uid,
    String created,
    boolean ownServer,
    Optional<List<String>> hosts,
    TlsCertificate certificate) {

  /** The label of Secrets that are read, and are no {@code kubernetes.io/tls} perhaps. */
  public static final String LABEL = "seldon.io/istio-tls";

  /** The value of {@link #LABEL} that asks for an HTTPS server. */
  public static final String OWN_SERVER = "server";

  /** The annotation with the hosts of that server, a comma list. */
  public static final String HOSTS = "seldon.io/istio-tls-hosts";

  /** Where Istio looks for the CA of clients, if it is not in the Secret of the certificate. */
  public static final String CA_SUFFIX = "-cacert";

  /** The older one first, then by name: who gets a host that two want. */
  static final Comparator<SecretFacts> BY_AGE =
      Comparator.comparing(SecretFacts::created).thenComparing(SecretFacts::name);
}
