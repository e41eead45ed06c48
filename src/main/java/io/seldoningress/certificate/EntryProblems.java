package io.seldoningress.certificate;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a Secret, each with the entry that it is about. */
final class EntryProblems {

  private final List<String> found = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param entry its name in the Secret, one of {@link SecretForm}
   * @param problem one line without content of the Secret, but for names that were made printable
   */
  void add(String entry, String problem) {
    found.add(entry + ": " + problem);
  }

  /** Adds one about the whole Secret. */
  void add(String problem) {
    found.add(problem);
  }

  List<String> all() {
    return List.copyOf(found);
  }
}
