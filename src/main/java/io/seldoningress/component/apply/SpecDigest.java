package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands for a spec in comparisons: 16 bytes instead of kilobytes, for each object that is cached.
 *
 * <p>Equal specs have equal digests, whatever the order of their keys and whether a whole number is
 * written {@code 10} or {@code 10.0} (API servers do not keep that). Unequal ones differ but for a
 * collision of 128 bits of SHA-256.
 */
public record SpecDigest(long high, long low) {

  /**
   * What lies deeper is not looked at. No spec of ours is nearly as deep, so that one that is
   * differs from it all the same; an API server takes ten thousand levels, which a stack does not.
   */
  private static final int DEEPEST = 500;

  /** The digest of a JSON value; null and a missing one are the same. */
  public static SpecDigest of(JsonNode spec) {
    MessageDigest digest = sha256();
    if (spec != null && !spec.isNull()) {
      add(spec, 0, digest);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return new SpecDigest(bytes.getLong(), bytes.getLong());
  }

  private static void add(JsonNode node, int depth, MessageDigest digest) {
    if (depth > DEEPEST) {
      addText('?', "", digest);
      return;
    }
    switch (node.getNodeType()) {
      case OBJECT -> addObject(node, depth, digest);
      case ARRAY -> {
        begin('[', node.size(), digest);
        node.forEach(item -> add(item, depth + 1, digest));
      }
      case NUMBER -> addText('#', number(node), digest);
      case STRING -> addText('"', node.textValue(), digest);
      default -> addText('=', node.asText(), digest);
    }
  }

  private static void addObject(JsonNode node, int depth, MessageDigest digest) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    begin('{', sorted.size(), digest);
    sorted.forEach(
        (key, value) -> {
          addText('"', key, digest);
          add(value, depth + 1, digest);
        });
  }

  /** Not as plain digits, of which {@code 1e999999999} has too many. */
  private static String number(JsonNode node) {
    if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      return node.asText();
    }
    BigDecimal number = node.decimalValue().stripTrailingZeros();
    return number.unscaledValue() + "e" + -(long) number.scale();
  }

  /** Each part says how long it is, so that no two different specs give the same bytes. */
  private static void addText(char kind, String text, MessageDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    begin(kind, bytes.length, digest);
    digest.update(bytes);
  }

  private static void begin(char kind, int length, MessageDigest digest) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
