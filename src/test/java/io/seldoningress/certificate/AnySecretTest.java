package io.seldoningress.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.Pems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for every Secret, whatever its bytes are. */
class AnySecretTest {

  private static final int PIECE = 16;
  private static final IssuedCertificate LEAF =
      Certificates.named("CN=leaf")
          .dnsNames("a.example.com", "*.example.com")
          .ipAddresses("192.0.2.1")
          .issuedBy(Certificates.authority("CN=root"))
          .issue();
  private static final String KEY = LEAF.keyPem();
  private static final List<String> TEXTS =
      List.of(LEAF.chainPem(), LEAF.certificatePem(), KEY, LEAF.traditionalKeyPem());

  @Provide
  Arbitrary<Map<String, byte[]>> secrets() {
    Arbitrary<String> entries =
        Arbitraries.of("tls.crt", "tls.key", "ca.crt", "cert", "key", "cacert", "other");
    return Arbitraries.maps(entries, values()).ofMaxSize(5);
  }

  @Provide
  Arbitrary<Map<String, byte[]>> nearlySound() {
    return Combinators.combine(changed(LEAF.chainPem()), changed(KEY))
        .as(
            (chain, key) -> {
              Map<String, byte[]> data = new LinkedHashMap<>();
              data.put("tls.crt", chain);
              data.put("tls.key", key);
              return data;
            });
  }

  private static Arbitrary<byte[]> values() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
        Arbitraries.of(TEXTS).flatMap(AnySecretTest::changed));
  }

  /** The text with no change, some characters changed, or some bytes in its first block. */
  private static Arbitrary<byte[]> changed(String text) {
    Arbitrary<byte[]> characters = edits().map(list -> applied(list, text.getBytes(ISO_8859_1)));
    Arbitrary<byte[]> content = edits().map(list -> inFirstBlock(list, text));
    return Arbitraries.oneOf(
        Arbitraries.create(() -> text.getBytes(ISO_8859_1)), characters, content);
  }

  private static Arbitrary<List<Edit>> edits() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 3000);
    return Combinators.combine(
            places, Arbitraries.integers().between(0, 40), Arbitraries.bytes().list().ofMaxSize(4))
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Some bytes at a place, in the stead of others. */
  private record Edit(int place, int removed, List<Byte> added) {

    void apply(List<Byte> bytes) {
      int from = place % (bytes.size() + 1);
      List<Byte> part = bytes.subList(from, Math.min(from + removed, bytes.size()));
      part.clear();
      bytes.addAll(from, added);
    }
  }

  private static byte[] applied(List<Edit> edits, byte[] original) {
    List<Byte> bytes = new ArrayList<>();
    for (byte one : original) {
      bytes.add(one);
    }
    edits.forEach(edit -> edit.apply(bytes));
    byte[] result = new byte[bytes.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes.get(i);
    }
    return result;
  }

  private static byte[] inFirstBlock(List<Edit> edits, String text) {
    PemBlock block = PemReader.read(text.getBytes(ISO_8859_1)).blocks().get(0);
    return Pems.block(block.label(), applied(edits, block.content())).getBytes(ISO_8859_1);
  }

  @Property(tries = 500)
  void nothingIsThrownOrKept(@ForAll("secrets") Map<String, byte[]> data) {
    assertThatItIsHarmless(data);
  }

  @Property(tries = 500)
  void nothingIsThrownOrKeptOfWhatIsNearlySound(@ForAll("nearlySound") Map<String, byte[]> data) {
    boolean sound = assertThatItIsHarmless(data).problems().isEmpty();

    Statistics.label("sound")
        .collect(sound)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
  }

  private static TlsCertificate assertThatItIsHarmless(Map<String, byte[]> data) {
    TlsCertificate certificate = TlsSecretParser.parse(data);

    assertThat(data.values()).allSatisfy(one -> assertThat(one).isEqualTo(new byte[one.length]));
    assertThat(certificate.problemsAt(Instant.now()))
        .allSatisfy(problem -> assertThat(problem).matches("[^\\p{Cntrl}]{1,500}"));
    assertThat(certificate.problems()).noneMatch(one -> one.startsWith("can't be checked"));
    assertThat(pieces(KEY)).noneMatch(certificate.toString()::contains);
    if (certificate.fingerprint().isEmpty() && !certificate.isCaOnly()) {
      assertThat(certificate.problems()).isNotEmpty();
    }
    return certificate;
  }

  /** What a leak would show: of the Base64, or of the content in hexadecimal. */
  private static List<String> pieces(String pem) {
    String base64 = pem.replaceAll("-----.*-----|\\s", "");
    String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    List<String> pieces = new ArrayList<>();
    for (String text : List.of(base64, hex)) {
      for (int from = 0; from + PIECE <= text.length(); from++) {
        pieces.add(text.substring(from, from + PIECE));
      }
    }
    return pieces;
  }
}
