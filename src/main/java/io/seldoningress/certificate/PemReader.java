package io.seldoningress.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Reads PEM (RFC 7468) as Go's {@code pem.Decode} does for istiod and kubectl: text around blocks
 * is passed over, as {@code openssl x509 -text} writes it. What Go would pass over in silence
 * though it begins like a block is told: Envoy stops there. Works on bytes, because a String can't
 * be cleared, and in time that grows with the length alone.
 */
final class PemReader {

  private static final byte[] BEGIN = "-----BEGIN ".getBytes(ISO_8859_1);
  private static final byte[] END = "-----END ".getBytes(ISO_8859_1);
  private static final byte[] DASHES = "-----".getBytes(ISO_8859_1);
  private static final String ENCRYPTION_HEADER = "Proc-Type:";

  private final byte[] text;
  private final List<PemBlock> blocks = new ArrayList<>();
  private int next;

  private PemReader(byte[] text) {
    this.text = text;
  }

  /** The blocks of a text; the text stays as it is. */
  static Pem read(byte[] text) {
    PemReader reader = new PemReader(text);
    return new Pem(reader.blocks, !reader.readBlocks());
  }

  /** Whether all were sound. */
  private boolean readBlocks() {
    while (next < text.length) {
      Line line = nextLine();
      int begin = line.indexOf(BEGIN);
      if (begin >= 0 && line.endsWith(DASHES) && (begin > line.from || !readBlock(label(line)))) {
        return false;
      }
    }
    return true;
  }

  private static String label(Line begin) {
    int from = begin.from + BEGIN.length;
    return begin.text(from, Math.max(from, begin.to - DASHES.length));
  }

  private boolean readBlock(String label) {
    int from = next;
    boolean headers = true;
    boolean encrypted = false;
    while (next < text.length) {
      Line line = nextLine();
      headers = headers && line.indexOf(new byte[] {':'}) >= 0;
      if (headers) {
        encrypted |= line.text(line.from, line.to).startsWith(ENCRYPTION_HEADER);
        from = next;
      } else if (line.startsWith(END)) {
        return isEndOf(label, line) && decode(label, encrypted, from, line.from);
      }
    }
    return false;
  }

  private static boolean isEndOf(String label, Line line) {
    return line.text(line.from + END.length, line.to).equals(label + "-----");
  }

  private boolean decode(String label, boolean encrypted, int from, int to) {
    byte[] base64 = withoutSpace(from, to);
    try {
      // Java's decoder would do without the padding, Go's does not.
      boolean whole = base64.length % 4 == 0;
      return whole
          && blocks.add(new PemBlock(label, encrypted, Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      // Its message has a character of the content.
      return false;
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  private byte[] withoutSpace(int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      length += isSpace(text[i]) ? 0 : 1;
    }
    byte[] dense = new byte[length];
    for (int i = from, at = 0; i < to; i++) {
      if (!isSpace(text[i])) {
        dense[at++] = text[i];
      }
    }
    return dense;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  private Line nextLine() {
    int from = next;
    int to = from;
    while (to < text.length && text[to] != '\n') {
      to++;
    }
    next = Math.min(to + 1, text.length);
    while (to > from && isSpace(text[to - 1])) {
      to--;
    }
    return new Line(from, to);
  }

  /** A line without the space at its end. */
  private final class Line {

    private final int from;
    private final int to;

    Line(int from, int to) {
      this.from = from;
      this.to = to;
    }

    String text(int first, int end) {
      return new String(text, first, end - first, ISO_8859_1);
    }

    boolean startsWith(byte[] part) {
      return has(part, from);
    }

    boolean endsWith(byte[] part) {
      return has(part, to - part.length);
    }

    int indexOf(byte[] part) {
      for (int at = from; at <= to - part.length; at++) {
        if (has(part, at)) {
          return at;
        }
      }
      return -1;
    }

    private boolean has(byte[] part, int at) {
      return at >= from
          && at + part.length <= to
          && Arrays.equals(text, at, at + part.length, part, 0, part.length);
    }
  }
}
