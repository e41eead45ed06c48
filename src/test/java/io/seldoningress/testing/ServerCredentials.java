package io.seldoningress.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What kube-apiserver knows its users by, and a key that it wants to have.
 *
 * @param folder where the files are
 */
record ServerCredentials(Path folder) {

  static String token(String user) {
    return "token-of-" + user;
  }

  /** The file of the users: token, name, uid, groups. */
  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  /** The key that it would sign the tokens of service accounts with. */
  Path serviceAccountKey() {
    return folder.resolve("sa.key");
  }

  void write() {
    String admin = KillableApiServer.ADMIN;
    String controller = KillableApiServer.CONTROLLER;
    try {
      Files.writeString(
          tokens(),
          "%s,%s,1,system:masters%n%s,%s,2%n"
              .formatted(token(admin), admin, token(controller), controller));
      Files.writeString(serviceAccountKey(), newKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newKey() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      byte[] key = keys.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
