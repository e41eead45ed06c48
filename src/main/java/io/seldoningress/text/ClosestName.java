package io.seldoningress.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was meant. */
public final class ClosestName {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private static final int MAX_TYPO = 2;
  private static final LevenshteinDistance TYPO = new LevenshteinDistance(MAX_TYPO);

  /** Longer than any known name; comparing takes the product of both lengths. */
  static final int MAX_LENGTH = 150;

  private ClosestName() {}

  /** By how many letters other names differ from a name. */
  public static Comparator<String> to(String name) {
    return Comparator.comparingInt(other -> DISTANCE.apply(name, other));
  }

  /**
   * The closest of the known names, unless a third of the letters and more would be wrong. A name
   * of more than {@value #MAX_LENGTH} characters has none.
   */
  public static Optional<String> among(Collection<String> known, String name) {
    return name.length() > MAX_LENGTH ? Optional.empty() : closest(known, name);
  }

  private static Optional<String> closest(Collection<String> known, String name) {
    return known.stream()
        .min(to(name))
        .filter(closest -> DISTANCE.apply(name, closest) * 3 < closest.length());
  }

  /**
   * Tells whether a name is another one mistyped: one or two letters apart, but no word of it
   * replaced by another word. {@code EXPLAINER_HOST} is two letters from {@code EXPLAINER_PORT} and
   * still something else.
   */
  public static boolean isTypo(String name, String known) {
    if (Math.abs(name.length() - known.length()) > MAX_TYPO) {
      return false;
    }
    // Below 0 where it is more than the most.
    int distance = TYPO.apply(name, known);
    return distance > 0 && !hasOtherWord(name.split("_"), known.split("_"));
  }

  private static boolean hasOtherWord(String[] words, String[] known) {
    return words.length == known.length
        && IntStream.range(0, known.length)
            .anyMatch(at -> DISTANCE.apply(words[at], known[at]) * 2 >= known[at].length());
  }
}
