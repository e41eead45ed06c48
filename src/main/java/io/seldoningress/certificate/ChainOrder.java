package io.seldoningress.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether each certificate of a chain is issued by the next (RFC 5246, 7.4.2; RFC 8446, 4.4.2 asks
 * clients to be patient, but not all are). A root at the end may be left out.
 */
final class ChainOrder {

  private final String entry;
  private final EntryProblems problems;

  ChainOrder(String entry, EntryProblems problems) {
    this.entry = entry;
    this.problems = problems;
  }

  void check(List<ChainCertificate> all) {
    List<ChainCertificate> chain = withoutDuplicates(all);
    if (chain.size() < 2) {
      return;
    }
    Optional<ChainCertificate> issued = issuedByFirst(chain);
    if (issued.isPresent()) {
      problems.add(
          entry,
          chain.get(0).title()
              + " is the issuer of "
              + issued.get().title()
              + ": the leaf has to come first, then its issuer, and so on");
      return;
    }
    for (int i = 1; i < chain.size(); i++) {
      checkPair(chain.get(i - 1), chain.get(i));
    }
  }

  private List<ChainCertificate> withoutDuplicates(List<ChainCertificate> all) {
    List<ChainCertificate> distinct = new ArrayList<>();
    for (ChainCertificate one : all) {
      Optional<ChainCertificate> same =
          distinct.stream()
              .filter(other -> other.fingerprint().equals(one.fingerprint()))
              .findFirst();
      if (same.isPresent()) {
        problems.add(entry, one.title() + " is the same as certificate " + same.get().number());
      } else {
        distinct.add(one);
      }
    }
    return distinct;
  }

  private static Optional<ChainCertificate> issuedByFirst(List<ChainCertificate> chain) {
    ChainCertificate first = chain.get(0);
    return chain.stream().skip(1).filter(other -> other.isIssuedBy(first)).findFirst();
  }

  private void checkPair(ChainCertificate one, ChainCertificate next) {
    if (!one.namesAsIssuer(next)) {
      problems.add(
          entry,
          one.title()
              + " was issued by "
              + one.issuer()
              + ", but is followed by "
              + next.title()
              + ": each has to be followed by its issuer");
    } else if (!next.key().verifiable()) {
      problems.add(
          entry,
          next.title() + " has a key whose signatures can't be verified: " + next.key().name());
    } else if (!one.isSignedBy(next)) {
      problems.add(
          entry,
          next.title()
              + " has the name of the issuer of certificate "
              + one.number()
              + ", but not the key that signed it");
    }
  }
}
