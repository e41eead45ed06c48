package io.seldoningress.certificate;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Whether Envoy can serve a chain with a key. */
final class ServedChain {

  private final SecretForm form;
  private final EntryProblems problems;

  ServedChain(SecretForm form, EntryProblems problems) {
    this.form = form;
    this.problems = problems;
  }

  /**
   * Adds what is wrong.
   *
   * @param chain at least one certificate
   * @param key empty where it can't be read, which was told already
   */
  void check(List<ChainCertificate> chain, Optional<PrivateKeyInfo> key) {
    ChainCertificate first = chain.get(0);
    checkAlgorithm(first);
    Optional<ChainCertificate> owner = key.flatMap(one -> owner(one, chain));
    if (owner.isPresent() && owner.get().number() > first.number()) {
      problems.add(
          form.certificateEntry(),
          "the private key belongs to " + owner.get().title() + ": the leaf has to come first");
      return;
    }
    if (key.isPresent() && owner.isEmpty()) {
      tellThatItDoesNotFit(first);
    }
    new ChainOrder(form.certificateEntry(), problems).check(chain);
  }

  private void checkAlgorithm(ChainCertificate first) {
    String problem = first.title() + " has a key that is not served, " + first.key().name() + ": ";
    first.key().refusal().ifPresent(why -> problems.add(form.certificateEntry(), problem + why));
  }

  private static Optional<ChainCertificate> owner(
      PrivateKeyInfo key, List<ChainCertificate> chain) {
    return KeyProof.by(key).flatMap(proof -> chain.stream().filter(proof::fits).findFirst());
  }

  /** Of an algorithm that is not served no key was tried. */
  private void tellThatItDoesNotFit(ChainCertificate first) {
    if (first.key().refusal().isEmpty()) {
      problems.add(
          form.keyEntry(),
          "the private key does not fit " + first.title() + ", whose key is " + first.key().name());
    }
  }
}
