package io.seldoningress.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests of leaks look for would be found. */
class PrivateKeyTracesTest {

  private final PrivateKeyTraces traces = new PrivateKeyTraces();
  private final IssuedCertificate rsa =
      Certificates.named("CN=rsa").keys(TestKeys.rsa("leaf")).issue();
  private final IssuedCertificate ec =
      Certificates.named("CN=ec").keys(TestKeys.ec("secp256r1")).issue();
  private final byte[] rsaDer = rsa.keys().getPrivate().getEncoded();

  @TempDir Path folder;

  @BeforeEach
  void lookForBoth() {
    traces.add(KeyText.of("rsa", rsa.keyPem()));
    traces.add(KeyText.of("ec", ec.keyPem()));
  }

  @Test
  void eachFormIsFoundInTexts() {
    assertFound(rsa.keyPem(), "rsa as PEM");
    assertFound(ec.keyPem(), "ec as PEM");
    assertFound(base64(rsa.keyPem()), "rsa as Base64 of the PEM");
    assertFound(base64(ec.keyPem()), "ec as Base64 of the PEM");
    assertFound(Base64.getEncoder().encodeToString(rsaDer), "rsa as PEM");
    assertFound(HexFormat.of().formatHex(rsaDer), "rsa as hexadecimal");
    assertFound(HexFormat.of().withUpperCase().formatHex(rsaDer), "rsa as hexadecimal");
    assertFound(Arrays.toString(rsaDer), "rsa as decimals");
    assertFound(new String(rsaDer, ISO_8859_1), "rsa as DER");
  }

  @Test
  void theNumbersOfAKeyAreFound() {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.keys().getPrivate();
    for (BigInteger number :
        List.of(
            key.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ(), key.getCrtCoefficient())) {
      assertFound(new String(number.toByteArray(), ISO_8859_1), "rsa as DER");
    }
    BigInteger secret = ((ECPrivateKey) ec.keys().getPrivate()).getS();
    assertFound(new String(secret.toByteArray(), ISO_8859_1), "ec as DER");
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 607, 615, 1001})
  void anExcerptIsFound(int from) {
    String dense = Base64.getEncoder().encodeToString(rsaDer);
    String line = rsa.keyPem().lines().skip(20).findFirst().orElseThrow();

    assertFound("before " + line.substring(5, 29) + " after", "rsa as PEM");
    assertFound("x" + base64(rsa.keyPem()).substring(from, from + 24), "rsa as Base64 of the PEM");
    assertFound(dense.substring(from, from + 48), "rsa as PEM");
  }

  @Test
  void whatIsPublicIsNotFound() {
    IssuedCertificate other = Certificates.named("CN=o").keys(TestKeys.ec("secp256r1")).issue();
    for (IssuedCertificate certificate : List.of(rsa, ec)) {
      assertThat(traces.in(List.of(certificate.certificatePem()))).isEmpty();
      assertThat(traces.in(List.of(base64(certificate.certificatePem())))).isEmpty();
      byte[] shown = certificate.keys().getPublic().getEncoded();
      assertThat(traces.in(List.of(new String(shown, ISO_8859_1)))).isEmpty();
    }
    assertThat(traces.in(List.of(other.keyPem(), base64(other.keyPem())))).isEmpty();
  }

  @Test
  void filesAreSearchedForCharactersOfTwoBytes() throws IOException {
    Path file = folder.resolve("file");
    Files.write(file, ("x" + ec.keyPem()).getBytes(UTF_16LE));

    assertThat(traces.in(file)).containsExactly("ec as PEM in UTF-16");
  }

  @Test
  void aTextThatIsNoKeyIsFoundAsAWhole() {
    traces.add(KeyText.of("garbage", "not a key at all, but somebody's secret"));

    assertThat(traces.in(List.of("tls.key: not a key at all, but somebody's"))).hasSize(1);
  }

  private void assertFound(String text, String form) {
    Set<String> found = traces.in(List.of(text));
    assertThat(found).anyMatch(name -> name.startsWith(form));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }
}
