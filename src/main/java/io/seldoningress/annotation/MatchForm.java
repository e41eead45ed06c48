package io.seldoningress.annotation;

import io.seldoningress.annotation.TextMatch.Kind;
import io.seldoningress.text.Excerpt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a match: a list of alternatives, each a map of conditions; one alone needs no list. */
final class MatchForm {

  static final int MAX_LENGTH = 8_000;
  static final int MAX_ALTERNATIVES = 20;
  static final int MAX_CONDITIONS = 10;

  /** More than anybody reads. */
  private static final int MAX_FAULTS = 24;

  private static final String ALLOWED =
      "YAML, a list of at most %d alternatives, each a map of %s; each of these a map of names and values, a value a text or a map with one of exact, prefix, regex"
          .formatted(MAX_ALTERNATIVES, MatchPart.words());

  private final List<Fault> faults = new ArrayList<>();

  private MatchForm() {}

  static Form<List<MatchAlternative>> form() {
    return new Form<>(ALLOWED, text -> new MatchForm().read(text));
  }

  private Reading<List<MatchAlternative>> read(String text) {
    Reading<Object> tree = YamlTree.read(text, MAX_LENGTH);
    if (tree.value().isEmpty()) {
      return Reading.wrong(tree.faults());
    }
    List<MatchAlternative> alternatives = alternatives(tree.value().get());
    return faults.isEmpty()
        ? Reading.of(alternatives)
        : Reading.wrong(faults.stream().limit(MAX_FAULTS).toList());
  }

  private List<MatchAlternative> alternatives(Object tree) {
    if (tree instanceof Map<?, ?> only) {
      return List.of(alternative("", only));
    }
    if (!(tree instanceof List<?> list) || list.isEmpty() || list.size() > MAX_ALTERNATIVES) {
      fault("", tree, ALLOWED);
      return List.of();
    }
    List<MatchAlternative> alternatives = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      alternatives.add(alternative("[" + i + "]", list.get(i)));
    }
    return alternatives;
  }

  private MatchAlternative alternative(String path, Object written) {
    Map<MatchPart, Map<String, TextMatch>> conditions = new EnumMap<>(MatchPart.class);
    map(path, written, "a map of " + MatchPart.words())
        .forEach(
            (word, values) -> {
              Optional<MatchPart> part = MatchPart.of(word);
              if (part.isEmpty()) {
                fault(below(path, word), values, "nothing; a part is one of " + MatchPart.words());
              } else {
                conditions.put(part.get(), conditions(below(path, word), part.get(), values));
              }
            });
    checkTogether(path, written, conditions);
    return new MatchAlternative(conditions);
  }

  private void checkTogether(
      String path, Object written, Map<MatchPart, Map<String, TextMatch>> conditions) {
    if (conditions.values().stream().mapToInt(Map::size).sum() > MAX_CONDITIONS) {
      fault(path, written, "at most " + MAX_CONDITIONS + " conditions");
    }
    Map<String, TextMatch> cookies = conditions.getOrDefault(MatchPart.COOKIES, Map.of());
    boolean header = conditions.getOrDefault(MatchPart.HEADERS, Map.of()).containsKey("cookie");
    if (cookies.size() > (header ? 0 : 1)) {
      fault(
          below(path, MatchPart.COOKIES.word()),
          String.join(", ", cookies.keySet()),
          "one cookie, and no header cookie beside it, as all cookies are one header, of which Istio takes one condition");
    }
  }

  private Map<String, TextMatch> conditions(String path, MatchPart part, Object written) {
    Map<String, TextMatch> conditions = new LinkedHashMap<>();
    map(path, written, "a map of names and values, at least one")
        .forEach(
            (name, value) -> {
              if (!part.isName(name)) {
                fault(below(path, name), name, part.nameAllowed());
              } else {
                textMatch(below(path, name), part, value)
                    .ifPresent(match -> conditions.put(name, match));
              }
            });
    return conditions;
  }

  private Optional<TextMatch> textMatch(String path, MatchPart part, Object written) {
    if (written instanceof String text) {
      return sound(path, part, new TextMatch(Kind.EXACT, text));
    }
    if (written instanceof Map<?, ?> map && map.size() == 1) {
      for (Kind kind : Kind.values()) {
        if (map.get(kind.word()) instanceof String text) {
          return sound(below(path, kind.word()), part, new TextMatch(kind, text));
        }
      }
    }
    fault(path, written, "a text, or a map with one of exact, prefix, regex and a text");
    return Optional.empty();
  }

  private Optional<TextMatch> sound(String path, MatchPart part, TextMatch match) {
    Optional<String> problem = MatchTexts.problem(part, match);
    problem.ifPresent(allowed -> fault(path, match.text(), allowed));
    return problem.isPresent() ? Optional.empty() : Optional.of(match);
  }

  /** A map whose keys are texts, as they all are in JSON; empty, with a fault, for all else. */
  private Map<String, Object> map(String path, Object written, String allowed) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, value) -> entries.put(String.valueOf(key), value));
    } else {
      fault(path, written, allowed);
    }
    return entries;
  }

  private void fault(String path, Object written, String allowed) {
    faults.add(new Fault(path, String.valueOf(written), allowed));
  }

  /** Names are anybody's text, and a path is a part of one line. */
  private static String below(String path, String name) {
    return path + "." + Excerpt.of(name);
  }
}
