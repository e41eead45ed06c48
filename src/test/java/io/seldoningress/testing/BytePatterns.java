package io.seldoningress.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for many patterns of bytes at once, in time that grows with the length of the bytes. */
final class BytePatterns {

  /** Which first four bytes some pattern has, by 20 bits of a hash of them. */
  private static final int FILTER_BITS = 20;

  private static final int SPREAD = 0x9E3779B1;

  /**
   * One pattern.
   *
   * @param name what it is, for messages
   * @param bytes four or more
   */
  record Pattern(String name, ByteBuffer bytes) {}

  private final boolean[] filter = new boolean[1 << FILTER_BITS];
  private final Map<Integer, List<Pattern>> byStart = new HashMap<>();

  BytePatterns(Collection<Pattern> patterns) {
    for (Pattern pattern : patterns) {
      int start = pattern.bytes().getInt(0);
      filter[hash(start)] = true;
      byStart.computeIfAbsent(start, any -> new ArrayList<>()).add(pattern);
    }
  }

  /** The names of the patterns that are in the bytes. */
  Set<String> in(ByteBuffer bytes) {
    Set<String> found = new TreeSet<>();
    for (int at = bytes.position(); at <= bytes.limit() - Integer.BYTES; at++) {
      int start = bytes.getInt(at);
      if (filter[hash(start)]) {
        for (Pattern pattern : byStart.getOrDefault(start, List.of())) {
          if (isAt(bytes, at, pattern.bytes())) {
            found.add(pattern.name());
          }
        }
      }
    }
    return found;
  }

  private static boolean isAt(ByteBuffer bytes, int at, ByteBuffer pattern) {
    int length = pattern.remaining();
    return at + length <= bytes.limit() && bytes.slice(at, length).equals(pattern);
  }

  private static int hash(int start) {
    return (start * SPREAD) >>> (Integer.SIZE - FILTER_BITS);
  }
}
