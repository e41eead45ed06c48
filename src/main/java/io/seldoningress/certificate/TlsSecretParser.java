package io.seldoningress.certificate;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Reads and checks the entries of a TLS Secret. */
public final class TlsSecretParser {

  /** The API server stores no larger Secret ({@code MaxSecretSize}). */
  static final int MAX_ENTRY_BYTES = 1024 * 1024;

  private final Map<String, byte[]> data;
  private final EntryProblems problems = new EntryProblems();

  private TlsSecretParser(Map<String, byte[]> data) {
    this.data = data;
  }

  /**
   * What a Secret holds. Never throws, whatever the bytes are.
   *
   * @param data the entries of the Secret, decoded from Base64; all are overwritten with zeros,
   *     whatever entry a key may be in
   */
  public static TlsCertificate parse(Map<String, byte[]> data) {
    try {
      return new TlsSecretParser(data).parse();
    } catch (RuntimeException e) {
      // Nothing that is known leads here. A caller would lose more than this Secret.
      return unreadable("can't be checked: " + e.getClass().getSimpleName());
    } finally {
      data.values().stream().filter(Objects::nonNull).forEach(one -> Arrays.fill(one, (byte) 0));
    }
  }

  private static TlsCertificate unreadable(String problem) {
    return new TlsCertificate(
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(problem));
  }

  private TlsCertificate parse() {
    Optional<SecretForm> form = SecretForm.of(data);
    Optional<String> ca = SecretForm.clientCa(data);
    if (form.isEmpty() && ca.isEmpty()) {
      problems.add("holds neither tls.crt and tls.key nor cert and key");
    }
    List<ChainCertificate> chain = form.map(this::checkedChain).orElse(List.of());
    boolean clientCa =
        ca.filter(
                entry ->
                    hasAllowedSize(entry)
                        && new CertificateReader(entry, problems).isBundle(data.get(entry)))
            .isPresent();
    return certificate(chain, clientCa);
  }

  private TlsCertificate certificate(List<ChainCertificate> chain, boolean clientCa) {
    Optional<ChainCertificate> leaf = chain.stream().findFirst();
    Comparator<Instant> inTime = Comparator.naturalOrder();
    return new TlsCertificate(
        leaf.map(one -> one.names().dnsNames()).orElse(List.of()),
        leaf.map(one -> one.names().ipAddresses()).orElse(List.of()),
        leaf.map(ChainCertificate::fingerprint),
        chain.stream().map(ChainCertificate::notBefore).max(inTime),
        chain.stream().map(ChainCertificate::notAfter).min(inTime),
        clientCa,
        problems.all());
  }

  private List<ChainCertificate> checkedChain(SecretForm form) {
    String certificateEntry = form.certificateEntry();
    String keyEntry = form.keyEntry();
    List<ChainCertificate> chain =
        isThere(certificateEntry)
            ? new CertificateReader(certificateEntry, problems).chain(data.get(certificateEntry))
            : List.of();
    Optional<PrivateKeyInfo> key =
        isThere(keyEntry)
            ? new PrivateKeyReader(keyEntry, problems).read(data.get(keyEntry))
            : Optional.empty();
    try {
      if (!chain.isEmpty()) {
        new ServedChain(form, problems).check(chain, key);
      }
      return chain;
    } finally {
      key.ifPresent(TlsSecretParser::clear);
    }
  }

  /** BouncyCastle gives the bytes themselves. Java's key objects have copies out of reach. */
  private static void clear(PrivateKeyInfo key) {
    Arrays.fill(key.getPrivateKey().getOctets(), (byte) 0);
  }

  private boolean isThere(String entry) {
    if (!SecretForm.hasValue(data, entry)) {
      problems.add(entry, data.containsKey(entry) ? "is empty" : "is missing");
      return false;
    }
    return hasAllowedSize(entry);
  }

  private boolean hasAllowedSize(String entry) {
    boolean allowed = data.get(entry).length <= MAX_ENTRY_BYTES;
    if (!allowed) {
      problems.add(entry, "is larger than 1 MiB");
    }
    return allowed;
  }
}
