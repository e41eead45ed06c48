package io.seldoningress.istio;

import io.seldoningress.annotation.AllAnnotations;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * SeldonDeployments as whoever may write them: mostly sound parts, so that many are sound as a
 * whole, and among them whatever a broken or hostile tenant could think of. Each is the object as
 * it would be in JSON, of maps, lists and values.
 */
public final class AnyDeployment {

  /** Of so many values one is not of the sort that its field wants. */
  private static final int SOUND_PARTS = 60;

  /** Annotations that are refused by default. */
  private static final Pattern NEEDS_SETTINGS = Pattern.compile("seldon\\.io/istio-tls-secret");

  private static final int MANY_PREDICTORS = 1_000;
  private static final int HUGE = 100_000;

  /** Made once: jqwik compares arbitraries, part by part, before each try. */
  private static final Arbitrary<Object> HOSTILE = hostile();

  private AnyDeployment() {}

  /** One that is only decoded: also without a name, with a spec that is a number, and so on. */
  public static Arbitrary<Map<String, Object>> object() {
    return Combinators.combine(metadata(), orHostile(spec()))
        .as((metadata, spec) -> mapOf("metadata", metadata, "spec", spec));
  }

  /** The spec of one. */
  public static Arbitrary<Map<String, Object>> spec() {
    return Builders.withBuilder(AnyDeployment::empty)
        .use(orHostile(annotations()))
        .withProbability(0.3)
        .in(put("annotations"))
        .use(orHostile(predictors()))
        .in(put("predictors"))
        .build(map -> map);
  }

  /** Annotations of a SeldonDeployment. */
  public static Arbitrary<Map<String, Object>> annotations() {
    return Combinators.combine(seldons(), some(Place.DEPLOYMENT)).as(AnyDeployment::joined);
  }

  /**
   * Some of those that may stand in a place, each with the value of the reference or with one that
   * was meant for another.
   */
  private static Arbitrary<Map<String, Object>> some(Place place) {
    List<Annotation<?>> all =
        AllAnnotations.LIST.stream()
            .filter(one -> one.places().contains(place) && !one.tolerant())
            .filter(one -> !NEEDS_SETTINGS.matcher(one.name()).matches())
            .toList();
    if (all.isEmpty()) {
      return Arbitraries.create(AnyDeployment::empty);
    }
    Arbitrary<Object> strayed =
        Arbitraries.of(AllAnnotations.LIST).map(other -> other.note().example());
    Arbitrary<Tuple.Tuple2<Annotation<?>, Object>> written =
        Arbitraries.of(all)
            .flatMap(
                one ->
                    Arbitraries.frequencyOf(
                            Tuple.of(
                                SOUND_PARTS, Arbitraries.just(one.note().example()).asGeneric()),
                            Tuple.of(1, strayed),
                            Tuple.of(1, HOSTILE))
                        .map(value -> Tuple.of(one, value)));
    Arbitrary<List<Tuple.Tuple2<Annotation<?>, Object>>> few =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(1, written.list().ofMaxSize(3)));
    return few.map(
        list -> {
          Map<String, Object> map = empty();
          list.forEach(pair -> map.put(pair.get1().name(), pair.get2()));
          return map;
        });
  }

  private static Map<String, Object> joined(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> map = new LinkedHashMap<>(one);
    map.putAll(other);
    return map;
  }

  private static Arbitrary<Map<String, Object>> seldons() {
    return Builders.withBuilder(AnyDeployment::empty)
        .use(orHostile(Arbitraries.of("0", "2", "-1", "two", "4294967297", "2\n")))
        .withProbability(0.3)
        .in(put("seldon.io/istio-retries"))
        .use(orHostile(Arbitraries.of("1", "30", "0", "1s", "-5")))
        .withProbability(0.3)
        .in(put("seldon.io/istio-retries-timeout"))
        .use(orHostile(Arbitraries.of("*", "a.com", "a.com,*.b.com", "a,a", "", "a..b", "x y")))
        .withProbability(0.3)
        .in(put("seldon.io/istio-host"))
        .use(orHostile(Arbitraries.of("own", "ns/own", "mesh", "a,b", "a/b/c", "")))
        .withProbability(0.3)
        .in(put("seldon.io/istio-gateway"))
        .build(map -> map);
  }

  private static Arbitrary<Map<String, Object>> metadata() {
    Arbitrary<String> names =
        Arbitraries.of("m", "m-a", "d".repeat(50), "d".repeat(63), "d".repeat(70));
    return Builders.withBuilder(AnyDeployment::empty)
        .use(Arbitraries.just("models"))
        .in(put("namespace"))
        .use(names)
        .in(put("name"))
        .use(annotations())
        .withProbability(0.3)
        .in(put("annotations"))
        .build(map -> map);
  }

  private static Arbitrary<List<Object>> predictors() {
    Arbitrary<List<Integer>> some =
        Arbitraries.frequencyOf(
            Tuple.of(
                5,
                Arbitraries.of(
                    List.of(0),
                    List.of(100),
                    List.of(75, 25),
                    List.of(50, 30, 20, 0),
                    List.of(150, -50),
                    List.of())),
            Tuple.of(1, Arbitraries.integers().between(0, 100).list().ofMaxSize(3)));
    Arbitrary<List<Integer>> shadows = Arbitraries.integers().between(0, 101).list().ofMaxSize(2);
    Arbitrary<List<Object>> any =
        some.flatMap(live -> shadows.flatMap(mirrored -> predictors(live, mirrored)));
    return Arbitraries.frequencyOf(
        Tuple.of(200, any), Tuple.of(1, predictor(0, 100, false).map(AnyDeployment::many)));
  }

  /** One that has all traffic, and many of the same sort that have none. */
  private static List<Object> many(Map<String, Object> first) {
    List<Object> predictors = new ArrayList<>(List.of(first));
    for (int i = 1; i < MANY_PREDICTORS; i++) {
      Map<String, Object> next = new LinkedHashMap<>(first);
      next.put("name", "p" + i);
      next.put("traffic", 0);
      predictors.add(next);
    }
    return predictors;
  }

  private static Arbitrary<List<Object>> predictors(List<Integer> live, List<Integer> shadows) {
    List<Arbitrary<Object>> predictors = new ArrayList<>();
    for (int share : live) {
      predictors.add(orHostile(predictor(predictors.size(), share, false)));
    }
    for (int share : shadows) {
      predictors.add(orHostile(predictor(predictors.size(), share, true)));
    }
    return predictors.isEmpty()
        ? Arbitraries.just(List.of())
        : Combinators.combine(predictors).as(list -> list);
  }

  private static Arbitrary<Map<String, Object>> predictor(int index, int share, boolean shadow) {
    return Builders.withBuilder(AnyDeployment::empty)
        .use(orHostile(Arbitraries.of("p" + index, "p" + index, "p" + index, "a", "a-explainer")))
        .in(put("name"))
        .use(orHostile(Arbitraries.just(share)))
        .in(put("traffic"))
        .use(orHostile(Arbitraries.just(shadow)))
        .in(put("shadow"))
        .use(orHostile(Arbitraries.of("v1", "", "v 1").map(text -> Map.of("version", text))))
        .withProbability(0.3)
        .in(put("labels"))
        .use(orHostile(predictorAnnotations()))
        .withProbability(0.3)
        .in(put("annotations"))
        .use(orHostile(Arbitraries.just(Map.of("type", "T"))))
        .withProbability(0.3)
        .in(put("explainer"))
        .use(orHostile(Arbitraries.just(Map.of("name", "c"))))
        .in(put("graph"))
        .use(orHostile(componentSpec().list().ofSize(1)))
        .in(put("componentSpecs"))
        .build(map -> map);
  }

  private static Arbitrary<Map<String, Object>> predictorAnnotations() {
    return Combinators.combine(seldonsOfPredictor(), some(Place.PREDICTOR))
        .as(AnyDeployment::joined);
  }

  private static Arbitrary<Map<String, Object>> seldonsOfPredictor() {
    return Builders.withBuilder(AnyDeployment::empty)
        .use(orHostile(Arbitraries.of("true", "TRUE", "false")))
        .withProbability(0.3)
        .in(put("seldon.io/no-engine"))
        .use(orHostile(Arbitraries.of("chosen", "m-a", "No", "kube-system/x")))
        .withProbability(0.3)
        .in(put("seldon.io/svc-name"))
        .build(map -> map);
  }

  private static Arbitrary<Map<String, Object>> componentSpec() {
    Arbitrary<Object> ports =
        orHostile(
            orHostile(Arbitraries.of(80, 65_535, 0))
                .map(port -> List.of(mapOf("name", "http", "containerPort", port))));
    return Builders.withBuilder(AnyDeployment::empty)
        .use(orHostile(Arbitraries.of("c", "c", "other")))
        .in(put("name"))
        .use(ports)
        .withProbability(0.3)
        .in(put("ports"))
        .build(
            container ->
                Map.of("spec", Map.of("containers", List.of(Map.of("name", "side"), container))));
  }

  private static Arbitrary<Object> orHostile(Arbitrary<?> sound) {
    return Arbitraries.frequencyOf(Tuple.of(SOUND_PARTS, sound.asGeneric()), Tuple.of(1, HOSTILE));
  }

  /**
   * What a field does not want: another type, another length, and text that means something to
   * YAML, a shell, a log or a terminal.
   */
  private static Arbitrary<Object> hostile() {
    List<Object> values =
        Arrays.asList(
            null,
            -1,
            2.5,
            99_999_999_999L,
            true,
            List.of(),
            Map.of(),
            "",
            "x\n---\nkind: Secret",
            "a: {b: c}\nd: e",
            "../../etc",
            "\u202e\ud800",
            "\u001b[31mred",
            "${env:PATH} ${body} {{user.webhook}} #{T(java.lang.Runtime)}",
            "A".repeat(300));
    return Arbitraries.frequencyOf(
        Tuple.of(20, Arbitraries.of(values)),
        Tuple.of(4, Arbitraries.strings().all().ofMaxLength(300).asGeneric()),
        Tuple.of(1, Arbitraries.just(HUGE).map("B"::repeat)));
  }

  private static Map<String, Object> empty() {
    return new LinkedHashMap<>();
  }

  private static <V> BiFunction<Map<String, Object>, V, Map<String, Object>> put(String key) {
    return (map, value) -> {
      map.put(key, value);
      return map;
    };
  }

  /** With null values, which Map.of refuses. */
  private static Map<String, Object> mapOf(String key, Object value, String other, Object last) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(other, last);
    return map;
  }
}
