package io.seldoningress.certificate;

import java.util.List;

/**
 * What a PEM text holds.
 *
 * @param blocks those before the first damaged one, in their order
 * @param damaged whether a block lacks its END line, or has something else than Base64 in it
 */
record Pem(List<PemBlock> blocks, boolean damaged) {

  static final String DAMAGED =
      "a PEM block is damaged: BEGIN and END have to be on lines of their own, with Base64 between";

  Pem {
    blocks = List.copyOf(blocks);
  }

  List<PemBlock> certificates() {
    return blocks.stream().filter(PemBlock::isCertificate).toList();
  }

  /** The private keys; servers take the first. */
  List<PemBlock> privateKeys() {
    return blocks.stream().filter(PemBlock::isPrivateKey).toList();
  }

  void clear() {
    blocks.forEach(PemBlock::clear);
  }
}
