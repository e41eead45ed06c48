package io.seldoningress.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what holds for the predictors of a route. Pure. */
final class ByPredictor {

  private ByPredictor() {}

  /**
   * Notes about a route: what holds for all of its predictors, without their names, then the rest
   * with them.
   *
   * @param notes those of each predictor, by its name
   */
  static List<String> notes(Map<String, List<String>> notes) {
    Map<String, List<String>> having = new LinkedHashMap<>();
    notes.forEach(
        (name, all) ->
            all.forEach(
                note -> having.computeIfAbsent(note, unused -> new ArrayList<>()).add(name)));
    List<String> ofAll = new ArrayList<>();
    List<String> ofSome = new ArrayList<>();
    having.forEach(
        (note, names) -> {
          if (names.size() == notes.size()) {
            ofAll.add(note);
          } else {
            ofSome.add(String.join(", ", names) + ": " + note);
          }
        });
    ofAll.addAll(ofSome);
    return List.copyOf(ofAll);
  }
}
