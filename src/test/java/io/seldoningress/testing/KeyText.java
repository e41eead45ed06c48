package io.seldoningress.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.BigIntegers;

/**
 * The text of an entry of a Secret that is a private key, or was meant to be one.
 *
 * @param name what tests call it
 * @param text the whole entry
 * @param body the Base64 of the PEM block, without ends of lines; all of a text without a block
 * @param secretFrom how many bytes of the DER may be known: they name the algorithm, or are the
 *     public key
 */
public record KeyText(String name, String text, String body, int secretFrom) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int CHARACTERS = 4;
  private static final int BYTES = 3;

  /** Of the first key in PKCS#8, whatever is around it; else all of the text is secret. */
  public static KeyText of(String name, String text) {
    String body = String.join("", bodyLines(text));
    return new KeyText(name, text, body, publicBytes(body));
  }

  /** Of the block; all lines where it is none, or is damaged so that it has no lines. */
  private static List<String> bodyLines(String text) {
    List<String> block =
        text.substring(Math.max(0, text.indexOf(BEGIN)))
            .lines()
            .skip(1)
            .takeWhile(line -> !line.startsWith(DASHES))
            .toList();
    return block.isEmpty() ? text.lines().toList() : block;
  }

  private static int publicBytes(String body) {
    try {
      byte[] der = Base64.getDecoder().decode(body);
      PrivateKeyInfo key = PrivateKeyInfo.getInstance(der);
      boolean rsa =
          key.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
      byte[] first =
          rsa
              ? BigIntegers.asUnsignedByteArray(
                  RSAPrivateKey.getInstance(key.parsePrivateKey()).getPrivateExponent())
              : BigIntegers.asUnsignedByteArray(
                  ECPrivateKey.getInstance(key.parsePrivateKey()).getKey());
      return indexOf(der, first);
    } catch (IOException | RuntimeException e) {
      // Encrypted, or no key at all.
      return 0;
    }
  }

  private static int indexOf(byte[] all, byte[] part) {
    return Math.max(0, Collections.indexOfSubList(boxed(all), boxed(part)));
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    Arrays.setAll(boxed, i -> bytes[i]);
    return List.of(boxed);
  }

  /** The lines of the PEM block, each from its first secret character. */
  List<String> lines() {
    int known = (secretFrom + BYTES - 1) / BYTES * CHARACTERS;
    List<String> lines = bodyLines(text);
    int[] passed = {0};
    return lines.stream()
        .map(
            line -> {
              int from = Math.min(line.length(), Math.max(0, known - passed[0]));
              passed[0] += line.length();
              return line.substring(from);
            })
        .toList();
  }

  /** The secret part of what the Secret holds: Base64 of the text. */
  String secretOfValue() {
    String firstSecret = lines().stream().filter(line -> !line.isEmpty()).findFirst().orElseThrow();
    int from = text.indexOf(firstSecret);
    int end = text.indexOf("-----END", from);
    int to = end < 0 ? text.length() : end;
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    return base64.substring((from + BYTES - 1) / BYTES * CHARACTERS, to / BYTES * CHARACTERS);
  }

  /** The secret part of the DER; empty where there is none. */
  byte[] secretDer() {
    try {
      byte[] der = Base64.getDecoder().decode(body);
      return Arrays.copyOfRange(der, secretFrom, der.length);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
