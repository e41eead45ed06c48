package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many bytes it takes to compute what a SeldonDeployment comes out at: the JVM counts them, so
 * it doesn't matter how busy the machine is.
 *
 * <p>A budget is one and a half times what a budget of 0 makes this test say without the compiler
 * that leaves objects out. The interpreter counts the same and takes minutes.
 *
 * <pre>{@code
 * mvn test -Dtest=AllocationTest -Dtest.jvm.options=-XX:TieredStopAtLevel=1
 * }</pre>
 *
 * <p>Whoever makes the computation cheaper lowers its budget. Whoever goes over one finds out what
 * became dearer, and raises it only where that is worth it.
 */
class AllocationTest {

  private static final int REPETITIONS = 40;
  private static final int ROUNDS = 3;

  /** What a doubled number of predictors may take; twice is in proportion, four times square. */
  private static final double DOUBLED = 2.5;

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  private static final SeldonDeployment CANARY = plain(2);

  private static final SeldonDeployment LARGE =
      SeldonDeployments.withSpec(
          """
          annotations: {
            seldon.io/istio-host: "a.example.com,b.example.com",
            seldon.io/istio-gateway: "istio-system/a,istio-system/b",
            seldon.io/istio-path: "/models/{name}/,/v2/{name}/",
            seldon.io/istio-retries: "3",
            seldon.io/istio-retries-on: "5xx,reset",
            seldon.io/istio-timeout: 30s,
            seldon.io/istio-cors-origins: "https://app.example.com,https://*.example.org",
            seldon.io/istio-cors-headers: "content-type,authorization",
            seldon.io/istio-request-headers-set: "x-team: a\\nx-stage: b",
            seldon.io/istio-response-headers-remove: "server,x-powered-by",
            seldon.io/istio-max-connections: "100",
            seldon.io/istio-outlier-consecutive-5xx: "7",
            seldon.io/istio-load-balancer: ROUND_ROBIN,
            seldon.io/istio-direct: "true"},
          predictors: [%s,
            {name: beta, annotations: {seldon.io/istio-match: "{headers: {x-group: beta}}"}},
            {name: shadow, shadow: true, annotations: {seldon.io/istio-mirror-percentage: "5"}}]
          """
              .formatted(predictors(6)));

  /** Where results go, so that no compiler may leave their computation out. */
  @SuppressWarnings("unused")
  private static volatile Object result;

  /** What is computed. */
  private enum Work {
    CHECKS,
    ROUTES,
    CLAIMS;

    private Object of(SeldonDeployment deployment) {
      return switch (this) {
        case CHECKS -> Checks.check(deployment, SETTINGS);
        case ROUTES -> IstioRoutes.make(deployment, SETTINGS);
        case CLAIMS -> RouteClaims.of(deployment, SETTINGS);
      };
    }

    /** How many bytes it takes, after enough of them that classes and caches are there. */
    long bytes(SeldonDeployment deployment) {
      repeat(deployment);
      // The JVM may need something for itself now and then, but not in each round.
      return LongStream.generate(() -> repeat(deployment)).limit(ROUNDS).min().orElseThrow();
    }

    private long repeat(SeldonDeployment deployment) {
      long before = allocated();
      for (int i = 0; i < REPETITIONS; i++) {
        result = of(deployment);
      }
      return (allocated() - before) / REPETITIONS;
    }
  }

  /** In bytes, for a canary and for eight predictors with many annotations. */
  static Stream<Arguments> budgets() {
    return Stream.of(
        arguments(Work.CHECKS, 178_000, 1_030_000),
        arguments(Work.ROUTES, 230_000, 3_190_000),
        arguments(Work.CLAIMS, 14_300, 36_500));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("budgets")
  void takesNoMoreThanItsBudget(Work work, long ofCanary, long ofLarge) {
    SoftAssertions.assertSoftly(
        both -> {
          both.assertThat(work.bytes(CANARY)).as("bytes for a canary").isLessThan(ofCanary);
          both.assertThat(work.bytes(LARGE)).as("bytes for a large one").isLessThan(ofLarge);
        });
  }

  @ParameterizedTest
  @EnumSource
  void growsInProportionToThePredictors(Work work) {
    long some = work.bytes(plain(20));
    long twice = work.bytes(plain(40));

    assertThat((double) twice / some).as("%d bytes after %d", twice, some).isLessThan(DOUBLED);
  }

  /** A step that stops at the first mistake would be cheap. */
  @BeforeAll
  static void nothingIsWrongWithThem() {
    assertThat(Checks.check(CANARY, SETTINGS)).isEmpty();
    assertThat(Checks.check(LARGE, SETTINGS)).isEmpty();
    assertThat(Checks.check(plain(40), SETTINGS)).isEmpty();
  }

  private static SeldonDeployment plain(int number) {
    return SeldonDeployments.withPredictors(predictors(number));
  }

  /** Predictors as a canary has them: all but the first get one percent. */
  private static String predictors(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> predictor(i, i == 0 ? 101 - number : 1))
        .collect(Collectors.joining(", "));
  }

  private static String predictor(int index, int traffic) {
    return """
    {name: p%d, traffic: %d, graph: {name: classifier},
     componentSpecs: [{spec: {containers: [{name: classifier, image: x}]}}]}
    """
        .formatted(index, traffic);
  }

  /** Of this thread, since it began. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
