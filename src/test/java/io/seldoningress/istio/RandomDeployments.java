package io.seldoningress.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seldoningress.seldon.SeldonDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * SeldonDeployments thrown together by dice: mostly sound parts, so that many are sound as a whole,
 * among them whatever a tenant could think of.
 */
final class RandomDeployments {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Object> HOSTILE =
      Arrays.asList(
          null,
          -1,
          2.5,
          99999999999L,
          true,
          List.of(),
          Map.of(),
          "",
          "x\n---\nkind: Secret",
          "../../etc",
          "\u202e\ud800",
          "A".repeat(300),
          "${env:PATH}");

  private final Random random;

  RandomDeployments(Random random) {
    this.random = random;
  }

  SeldonDeployment next() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", oneOf("m", "m-a", "d".repeat(50), "d".repeat(63), "d".repeat(70)));
    metadata.put("namespace", "models");
    perhaps(metadata, "annotations", this::annotations);
    Map<String, Object> spec = new LinkedHashMap<>();
    perhaps(spec, "annotations", this::annotations);
    spec.put("predictors", unlessHostile(this::predictors));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("metadata", metadata);
    object.put("spec", unlessHostile(() -> spec));
    return read(object);
  }

  private static SeldonDeployment read(Object object) {
    try {
      return JSON.readValue(JSON.writeValueAsBytes(object), SeldonDeployment.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("hostile input stops the decoding", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> annotations() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    perhaps(annotations, "seldon.io/istio-retries", () -> oneOf("0", "2", "-1", "two"));
    perhaps(annotations, "seldon.io/istio-retries-timeout", () -> oneOf("1", "30", "0", "1s"));
    perhaps(annotations, "seldon.io/istio-host", () -> oneOf("*", "a.com", "a.com,*.b.com", "a,a"));
    perhaps(annotations, "seldon.io/istio-gateway", () -> oneOf("own", "ns/own", "mesh", "a,b"));
    return annotations;
  }

  private List<Object> predictors() {
    int[] shares = random.nextInt(8) == 0 ? new int[] {150, -50} : oneOfShares();
    List<Object> predictors = new ArrayList<>();
    for (int share : shares) {
      predictors.add(unlessHostile(() -> predictor(predictors.size(), share, false)));
    }
    for (int shadows = random.nextInt(3); shadows > 0; shadows--) {
      predictors.add(unlessHostile(() -> predictor(predictors.size(), random.nextInt(102), true)));
    }
    return predictors;
  }

  private int[] oneOfShares() {
    return switch (random.nextInt(6)) {
      case 0 -> new int[] {0};
      case 1 -> new int[] {100};
      case 2 -> new int[] {75, 25};
      case 3 -> new int[] {50, 30, 20, 0};
      case 4 -> new int[] {};
      default -> new int[] {random.nextInt(101), random.nextInt(101)};
    };
  }

  private Map<String, Object> predictor(int index, int share, boolean shadow) {
    Map<String, Object> predictor = new LinkedHashMap<>();
    predictor.put("name", unlessHostile(() -> oneOf("p" + index, "p" + index, "a", "a-explainer")));
    predictor.put("traffic", unlessHostile(() -> share));
    predictor.put("shadow", unlessHostile(() -> shadow));
    perhaps(predictor, "labels", () -> Map.of("version", oneOf("v1", "", "v 1")));
    perhaps(predictor, "annotations", this::predictorAnnotations);
    perhaps(predictor, "explainer", () -> Map.of("type", "T"));
    predictor.put("graph", unlessHostile(() -> Map.of("name", "c")));
    predictor.put("componentSpecs", unlessHostile(() -> List.of(componentSpec())));
    return predictor;
  }

  private Map<String, Object> predictorAnnotations() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    perhaps(annotations, "seldon.io/no-engine", () -> oneOf("true", "TRUE", "false"));
    perhaps(annotations, "seldon.io/svc-name", () -> oneOf("chosen", "m-a", "No"));
    return annotations;
  }

  private Map<String, Object> componentSpec() {
    Object ports = List.of(Map.of("name", "http", "containerPort", oneOf(80, 65535, 0)));
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", oneOf("c", "c", "other"));
    perhaps(container, "ports", () -> ports);
    return Map.of("spec", Map.of("containers", List.of(Map.of("name", "side"), container)));
  }

  private void perhaps(Map<String, Object> map, String key, Supplier<Object> value) {
    if (random.nextInt(3) == 0) {
      map.put(key, unlessHostile(value));
    }
  }

  private Object unlessHostile(Supplier<Object> value) {
    return random.nextInt(60) == 0 ? HOSTILE.get(random.nextInt(HOSTILE.size())) : value.get();
  }

  private Object oneOf(Object... values) {
    return values[random.nextInt(values.length)];
  }
}
