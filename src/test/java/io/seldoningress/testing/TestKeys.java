package io.seldoningress.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key pairs for certificates of tests. RSA keys take a second to find, so each is made once a JVM,
 * under the name that a test asks for it with.
 */
public final class TestKeys {

  private static final int RSA_BITS = 2048;
  private static final Map<String, KeyPair> CACHED = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** The RSA key of that name with 2048 bits: always the same one. */
  public static KeyPair rsa(String name) {
    return rsa(name, RSA_BITS);
  }

  /** The RSA key of that name and size: always the same one. */
  public static KeyPair rsa(String name, int bits) {
    return CACHED.computeIfAbsent(name + "/" + bits, any -> generate("RSA", bits));
  }

  /**
   * A new EC key.
   *
   * @param curve as Java calls it, for example {@code secp256r1}
   */
  public static KeyPair ec(String curve) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec(curve));
      return keys.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(curve, e);
    }
  }

  public static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static KeyPair dsa() {
    return CACHED.computeIfAbsent("dsa", any -> generate("DSA", RSA_BITS));
  }

  private static KeyPair generate(String algorithm, int bits) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
      keys.initialize(bits);
      return keys.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
