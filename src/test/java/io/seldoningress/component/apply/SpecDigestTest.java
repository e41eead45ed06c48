package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecDigestTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"a": 1, "b": 2}        | {"b": 2, "a": 1}
          {"a": {"b": 1, "c": 2}} | {"a": {"c": 2, "b": 1}}
          [{"a": 1, "b": 2}]      | [{"b": 2, "a": 1}]
          10                      | 10.0
          100                     | 1e2
          0.5                     | 5e-1
          0                       | -0.0
          9007199254740993        | 9007199254740993
          12345678901234567890    | 12345678901234567890
          """)
  void equalJsonHasEqualDigests(String one, String other) {
    assertThat(digest(one)).isEqualTo(digest(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          1                    | "1"
          1                    | 10
          9007199254740993     | 9007199254740992
          true                 | "true"
          true                 | false
          true                 | 1
          {"a": null}          | {"a": "null"}
          {"a": null}          | {}
          [null]               | []
          {}                   | []
          {"a": {}}            | {"a": []}
          ""                   | {}
          [1, 2]               | [2, 1]
          [[1], 2]             | [[1, 2]]
          [[], []]             | [[[]]]
          {"a": {"b": 1}}      | {"a": {}, "b": 1}
          {"a": "b", "c": "d"} | {"a": "bc", "": "d"}
          ["ab", "c"]          | ["a", "bc"]
          {"ab": "c"}          | {"a": "bc"}
          {"a": 1}             | ["a", 1]
          """)
  void differentJsonHasDifferentDigests(String one, String other) {
    assertThat(digest(one)).isNotEqualTo(digest(other));
  }

  /** As deep as an API server takes it. */
  @Test
  void howeverDeepItIsADigestIsMade() {
    JsonNode deep = nested(10_000);

    assertThat(SpecDigest.of(deep)).isNotEqualTo(SpecDigest.of(nested(100)));
    assertThat(SpecDigest.of(nested(99))).isNotEqualTo(SpecDigest.of(nested(100)));
  }

  private static JsonNode nested(int levels) {
    JsonNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < levels; i++) {
      ObjectNode outer = JsonNodeFactory.instance.objectNode();
      outer.set("a", node);
      node = outer;
    }
    return node;
  }

  @Test
  void noSpecIsAsOneThatIsNullAndNotAsAnEmptyOne() {
    assertThat(SpecDigest.of(null)).isEqualTo(digest("null"));
    assertThat(SpecDigest.of(null)).isNotEqualTo(digest("{}"));
  }

  /** What anybody may have written into an object must not stop the watch of its kind. */
  @Test
  void hugeNumbersAreNoDanger() {
    JsonNode huge = JsonNodeFactory.instance.numberNode(new BigDecimal("1e999999999"));
    JsonNode tiny = JsonNodeFactory.instance.numberNode(new BigDecimal("1e-999999999"));
    JsonNode infinite = JsonNodeFactory.instance.numberNode(Double.POSITIVE_INFINITY);

    assertThat(SpecDigest.of(huge)).isNotEqualTo(SpecDigest.of(tiny));
    assertThat(SpecDigest.of(infinite)).isNotEqualTo(SpecDigest.of(huge));
  }

  @Test
  void differsForRandomJsonExactlyWhereTheCanonicalTextDiffers() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      JsonNode one = value(random, 3);
      JsonNode other = random.nextBoolean() ? shuffled(one, random) : value(random, 3);

      assertThat(SpecDigest.of(one).equals(SpecDigest.of(other)))
          .as("seed %d: %s and %s", seed, one, other)
          .isEqualTo(canonical(one).equals(canonical(other)));
    }
  }

  private static SpecDigest digest(String json) {
    try {
      return SpecDigest.of(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt(3));
      case 3 -> nodes.numberNode(random.nextInt(5) / 2.0);
      case 4, 5 -> nodes.textNode(text(random));
      case 6 -> {
        ArrayNode array = nodes.arrayNode();
        IntStream.range(0, random.nextInt(3)).forEach(i -> array.add(value(random, depth - 1)));
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        IntStream.range(0, random.nextInt(3))
            .forEach(i -> object.set(text(random), value(random, depth - 1)));
        yield object;
      }
    };
  }

  private static String text(Random random) {
    return List.of("", "a", "b", "1", "null", "{", "\u0000", "ä").get(random.nextInt(8));
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(shuffled(item, random)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
    Collections.shuffle(fields, random);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> object.set(field.getKey(), shuffled(field.getValue(), random)));
    return object;
  }

  private static String canonical(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(SpecDigestTest::canonical)
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (node.isObject()) {
      Map<String, String> sorted = new TreeMap<>();
      node.properties()
          .forEach(
              field ->
                  sorted.put(
                      JsonNodeFactory.instance.textNode(field.getKey()).toString(),
                      canonical(field.getValue())));
      return sorted.toString();
    }
    return node.isNumber() ? "" + node.doubleValue() : node.toString();
  }
}
