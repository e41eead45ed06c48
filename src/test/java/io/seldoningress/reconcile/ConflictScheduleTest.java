package io.seldoningress.reconcile;

import static io.seldoningress.reconcile.ClaimedRoutes.deployment;
import static io.seldoningress.reconcile.ClaimedRoutes.key;
import static io.seldoningress.reconcile.ClaimedRoutes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.checks.Checks;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Readiness;
import io.seldoningress.istio.RouteClaim;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users change SeldonDeployments and VirtualServices while turns run at the same time, in an order
 * that the seed gives: a turn sees the caches when it begins, and wakes others when it ends. When
 * all is quiet everybody must have been told what is true then.
 */
class ConflictScheduleTest {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();
  private static final int CHANGES = 60;
  private static final int WORKERS = 4;

  private static final List<String> KEYS =
      List.of("ns/a", "ns/a-explainer", "ns/b", "ns/b-explainer", "ns/c", "other/d", "other/e");
  private static final List<String> ANNOTATIONS =
      List.of(
          "",
          "seldon.io/istio-host: h.example.com",
          "seldon.io/istio-host: h.example.com, seldon.io/istio-gateway: mesh",
          "seldon.io/istio-host: h.example.com, seldon.io/istio-gateway: 'mesh,a/b'",
          "seldon.io/istio-retries: three");
  private static final List<String> PREDICTORS =
      List.of(
          "{name: p, graph: {name: c}}",
          "{name: p, graph: {name: c}, explainer: {type: AnchorTabular}}");
  private static final List<String> FOREIGN =
      List.of("prefix: /seldon/ns/a", "prefix: /seldon/ns/b/", "exact: /seldon/other/d/x");

  private final ClaimedRoutes cluster = new ClaimedRoutes();
  private final ClaimConflicts conflicts =
      new ClaimConflicts(cluster, new Findings(SETTINGS), SETTINGS, "");
  private final Rivals rivals = new Rivals(cluster::deployment, conflicts);
  private final Set<ResourceKey> queue = new LinkedHashSet<>();
  private final Map<ResourceKey, Plan> running = new LinkedHashMap<>();
  private final Map<ResourceKey, RouteRivals> told = new HashMap<>();
  private int clock;
  private int turns;

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whenAllIsQuietEverybodyKnowsWhatIsTrue(long seed) {
    Random random = new Random(seed);
    for (int change = 0; change < CHANGES; ) {
      switch (random.nextInt(3)) {
        case 0 -> begin(random);
        case 1 -> end(random);
        default -> {
          change(random);
          change++;
        }
      }
    }
    while (!queue.isEmpty() || !running.isEmpty()) {
      begin(random);
      end(random);
      assertThat(turns).as("turns").isLessThan(CHANGES * 30);
    }

    for (String text : KEYS) {
      cluster
          .deployment(key(text))
          .ifPresent(
              deployment ->
                  assertThat(told.get(key(text)).lost())
                      .as(text)
                      .isEqualTo(conflicts.of(deployment).lost()));
    }
  }

  private void change(Random random) {
    clock += random.nextInt(2);
    if (random.nextInt(4) == 0) {
      changeForeign(random);
      return;
    }
    String text = any(KEYS, random);
    Optional<SeldonDeployment> before = cluster.deployment(key(text));
    if (before.isPresent() && random.nextInt(3) == 0) {
      cluster.remove(key(text));
      cluster.removeVirtualService(key(text));
    } else {
      String created = before.map(one -> one.getMetadata().getCreationTimestamp()).orElse(null);
      SeldonDeployment changed =
          deployment(text, clock, any(ANNOTATIONS, random), any(PREDICTORS, random));
      if (created != null) {
        changed.getMetadata().setCreationTimestamp(created);
      }
      cluster.put(changed);
    }
    queue.add(key(text));
  }

  private void changeForeign(Random random) {
    ResourceKey name = key("foreign/" + random.nextInt(2));
    Optional<ObservedObject> now = Optional.empty();
    if (random.nextBoolean()) {
      now =
          Optional.of(
              cluster.put(
                  virtualService(name.toString(), random.nextInt(clock + 1), null, spec(random))));
    } else {
      cluster.removeVirtualService(name);
    }
    queue.addAll(rivals.of(name, now));
  }

  private void begin(Random random) {
    List<ResourceKey> ready = queue.stream().filter(key -> !running.containsKey(key)).toList();
    if (ready.isEmpty() || running.size() == WORKERS) {
      return;
    }
    ResourceKey key = any(ready, random);
    queue.remove(key);
    turns++;
    Optional<SeldonDeployment> deployment = cluster.deployment(key);
    RouteRivals routes = deployment.map(conflicts::of).orElse(RouteRivals.NONE);
    running.put(
        key,
        new Plan(
            key,
            deployment,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            routes,
            false,
            Readiness.ALL));
  }

  private void end(Random random) {
    if (running.isEmpty()) {
      return;
    }
    Plan plan = running.remove(any(List.copyOf(running.keySet()), random));
    told.put(plan.key(), plan.routes());
    plan.deployment()
        .filter(deployment -> plan.routes().lost().isEmpty())
        .filter(deployment -> cluster.deployment(plan.key()).isPresent())
        .ifPresent(this::write);
    queue.addAll(rivals.toWake(plan));
  }

  /** One that can't be routed keeps what it wrote before. */
  private void write(SeldonDeployment deployment) {
    if (Checks.check(deployment, SETTINGS).isEmpty()) {
      String gateways =
          RouteClaims.of(deployment, SETTINGS).stream()
              .map(RouteClaim::gateway)
              .distinct()
              .collect(Collectors.joining(", "));
      String hosts =
          RouteClaims.of(deployment, SETTINGS).stream()
              .map(claim -> "'" + claim.host() + "'")
              .distinct()
              .collect(Collectors.joining(", "));
      String rules =
          RouteClaims.of(deployment, SETTINGS).stream()
              .map(claim -> "{match: [{uri: {prefix: " + claim.path() + "}}]}")
              .distinct()
              .collect(Collectors.joining(", "));
      ObservedVirtualService unused =
          cluster.put(
              virtualService(
                  ResourceKey.of(deployment).toString(),
                  clock,
                  deployment,
                  "{gateways: [%s], hosts: [%s], http: [%s]}".formatted(gateways, hosts, rules)));
    }
  }

  private static String spec(Random random) {
    return "{gateways: [istio-system/seldon-gateway], hosts: [%s], http: [{match: [{uri: {%s}}]}]}"
        .formatted(any(List.of("'*'", "h.example.com"), random), any(FOREIGN, random));
  }

  private static <T> T any(List<T> list, Random random) {
    return new ArrayList<>(list).get(random.nextInt(list.size()));
  }
}
