package io.seldoningress.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the certificates of one entry. */
final class CertificateReader {

  /** Real chains have two to four. */
  static final int MAX_CHAIN = 20;

  private final String entry;
  private final EntryProblems problems;

  CertificateReader(String entry, EntryProblems problems) {
    this.entry = entry;
    this.problems = problems;
  }

  /** The certificates before the first that can't be read, at most {@value #MAX_CHAIN}. */
  List<ChainCertificate> chain(byte[] pem) {
    List<ChainCertificate> all = read(pem, MAX_CHAIN);
    all.stream()
        .filter(one -> one.names().cut())
        .forEach(
            one ->
                problems.add(
                    entry, one.title() + " has more than " + SubjectNames.MAX + " names (SAN)"));
    return all;
  }

  /** Whether it is a bundle of certificates of authorities, each readable. */
  boolean isBundle(byte[] pem) {
    int before = problems.all().size();
    return !read(pem, Integer.MAX_VALUE).isEmpty() && problems.all().size() == before;
  }

  private List<ChainCertificate> read(byte[] text, int most) {
    Pem pem = PemReader.read(text);
    try {
      return read(pem, most);
    } finally {
      // A key may have come into the wrong entry.
      pem.clear();
    }
  }

  private List<ChainCertificate> read(Pem pem, int most) {
    List<PemBlock> blocks = pem.certificates();
    tellWhatIsNoCertificate(pem);
    if (blocks.size() > most) {
      problems.add(entry, "holds more than " + most + " certificates");
    }
    List<ChainCertificate> read = new ArrayList<>();
    for (PemBlock block : blocks.subList(0, Math.min(blocks.size(), most))) {
      int number = read.size() + 1;
      Optional<ChainCertificate> one = ChainCertificate.read(number, block.content());
      if (one.isEmpty()) {
        problems.add(entry, "certificate " + number + " can't be read: it is no X.509 in DER");
        break;
      }
      read.add(one.get());
    }
    return read;
  }

  private void tellWhatIsNoCertificate(Pem pem) {
    if (pem.damaged()) {
      problems.add(entry, Pem.DAMAGED);
    } else if (pem.certificates().isEmpty()) {
      String instead = pem.privateKeys().isEmpty() ? "" : ", but a private key";
      problems.add(entry, "holds no certificate in PEM" + instead);
    }
  }
}
