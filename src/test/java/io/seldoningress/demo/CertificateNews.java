package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a demo has to have told of TLS Secrets. */
final class CertificateNews {

  private static final String CERT = "Secret seldon-ssl-cert";

  private CertificateNews() {}

  /**
   * Each step with its outcome, in its order, and nothing else of the Gateway.
   *
   * @param printed all lines of the demo
   * @param namespace that of the Secrets and the Gateway
   */
  static void assertTold(List<String> printed, String namespace) {
    String secret = "Secret " + namespace + "/seldon-ssl-cert is ";
    String text = text(printed);
    assertThat(text)
        .containsSubsequence(
            secret + "made, for *.example.com",
            "SERVED for *: the certificate in " + CERT,
            "PATCHED Gateway " + namespace,
            "+ HTTPS for * with " + CERT,
            secret + "replaced by a new one",
            "SERVED for *: the certificate in " + CERT,
            "no Gateway written",
            secret + "replaced by a bad one",
            "WARNING TlsSecretUnusable, " + CERT + ": its server stays as it is: tls.key",
            "no Gateway written",
            secret + "replaced by one that is valid for seconds",
            "SERVED for *: the certificate in " + CERT,
            "WARNING CertificateExpires, " + CERT,
            "no Gateway written",
            "WARNING TlsSecretUnusable, " + CERT,
            "its server stays as it is: the certificate is expired",
            "no Gateway written",
            "Secret " + namespace + "/models-cert is made, for models.example.net",
            "SERVED for models.example.net: the certificate in Secret models-cert",
            "PATCHED Gateway " + namespace,
            "+ HTTPS for models.example.net with Secret models-cert");
    assertThat(text.split("PATCHED Gateway", -1)).as("two writes").hasSize(3);
    assertThat(text).doesNotContain("- HTTPS", "PRIVATE KEY");
  }

  /** Without the breaks of lines, which long names move. */
  private static String text(List<String> printed) {
    return printed.stream()
        .flatMap(line -> Arrays.stream(line.trim().split("\\s+", -1)))
        .collect(Collectors.joining(" "));
  }
}
