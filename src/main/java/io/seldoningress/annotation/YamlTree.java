package io.seldoningress.annotation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML that anybody may have written: maps whose keys are texts, lists, and texts. The parser
 * goes from event to event, so that nothing but what is allowed is ever made of them: no aliases,
 * no tags, no depth.
 */
final class YamlTree {

  /** Nothing in an annotation is deeper. */
  private static final int MAX_DEPTH = 5;

  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  private final Iterator<Event> events;

  private YamlTree(String text) {
    events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /**
   * Reads one document.
   *
   * @return maps, lists and texts, or a fault. Never throws
   */
  static Reading<Object> read(String text, int maxLength) {
    String allowed = "YAML of at most %d characters".formatted(maxLength);
    if (text.isEmpty() || text.length() > maxLength) {
      return Reading.wrong(text, allowed);
    }
    try {
      return Reading.of(new YamlTree(text).document());
    } catch (MarkedYamlEngineException e) {
      return Reading.wrong(text, allowed + place(e));
    } catch (YamlEngineException e) {
      return Reading.wrong(
          text,
          allowed
              + ": one document of maps, lists and texts, without aliases, tags and keys twice");
    }
  }

  private Object document() {
    next(Event.ID.StreamStart);
    next(Event.ID.DocumentStart);
    Object tree = node(events.next(), 0);
    next(Event.ID.DocumentEnd);
    next(Event.ID.StreamEnd);
    return tree;
  }

  private Object node(Event event, int depth) {
    if (depth <= MAX_DEPTH) {
      if (event instanceof ScalarEvent scalar && scalar.getTag().isEmpty()) {
        return scalar.getValue();
      }
      if (event instanceof SequenceStartEvent list && list.getTag().isEmpty()) {
        return list(depth);
      }
      if (event instanceof MappingStartEvent map && map.getTag().isEmpty()) {
        return map(depth);
      }
    }
    throw new YamlEngineException("not allowed: " + event.getEventId());
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      list.add(node(next, depth + 1));
    }
    return list;
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      Object key = node(next, depth + 1);
      Object value = node(events.next(), depth + 1);
      if (!(key instanceof String name) || map.putIfAbsent(name, value) != null) {
        throw new YamlEngineException("no text, or twice: " + key);
      }
    }
    return map;
  }

  private void next(Event.ID wanted) {
    if (events.next().getEventId() != wanted) {
      throw new YamlEngineException("not one document");
    }
  }

  private static String place(MarkedYamlEngineException error) {
    return error
        .getProblemMark()
        .map(
            mark ->
                "; it breaks off in line %d, column %d"
                    .formatted(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse("");
  }
}
