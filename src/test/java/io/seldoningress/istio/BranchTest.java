package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.seldoningress.annotation.TextMatch;
import io.seldoningress.annotation.TextMatch.Kind;
import io.seldoningress.checks.Checks;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readiness makes of branches, and how cookies are found; the cases have the rest. */
class BranchTest {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();
  private static final Readiness SECOND_IS_NOT = new Readiness(Set.of(1));

  @Test
  void whoMatchesOneThatIsNotReadyGoesByTheShares() {
    SeldonDeployment matched =
        SeldonDeployments.withPredictors(
            "{name: a, traffic: 100}, {name: b, annotations: {seldon.io/istio-match: 'headers: {x-group: beta}'}}");

    assertThat(branches(matched, Readiness.ALL)).containsExactly("b", "all", "b", "all");
    assertThat(branches(matched, SECOND_IS_NOT)).containsExactly("all", "all");
  }

  @Test
  void whoNamesOneGetsItReadyOrNot() {
    SeldonDeployment direct =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/istio-direct: 'true'}, predictors: [{name: a, traffic: 100}, {name: b, shadow: true}]");

    assertThat(branches(direct, Readiness.ALL)).containsExactly("a", "b", "all", "a", "b", "all");
    assertThat(branches(direct, SECOND_IS_NOT)).isEqualTo(branches(direct, Readiness.ALL));
  }

  /** Otherwise all users would stay with who is left, also when everybody is back. */
  @Test
  void whileOneIsNotReadyItsUsersGoElsewhereAndNobodyGetsACookie() {
    SeldonDeployment sticky = sticky(50, 50);

    assertThat(branches(sticky, Readiness.ALL)).containsExactly("a", "b", "all", "all");
    assertThat(branches(sticky, SECOND_IS_NOT)).containsExactly("a", "all", "all");
    assertThat(cookies(sticky, Readiness.ALL)).hasSize(2);
    assertThat(cookies(sticky, SECOND_IS_NOT)).isEmpty();

    Readiness nobody = new Readiness(Set.of(0, 1));
    assertThat(branches(sticky, nobody)).isEqualTo(branches(sticky, Readiness.ALL));
    assertThat(cookies(sticky, nobody)).isEqualTo(cookies(sticky, Readiness.ALL));
  }

  @Test
  void otherSharesMakeOtherCookies() {
    assertThat(cookies(sticky(50, 50), Readiness.ALL))
        .doesNotContainAnyElementsOf(cookies(sticky(60, 40), Readiness.ALL))
        .isEqualTo(cookies(sticky(50, 50), Readiness.ALL));
  }

  @Test
  void aConditionThatAnEarlierBranchHasIsLeftOut() {
    SeldonDeployment both =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/istio-direct: 'true'}, predictors: [{name: a, traffic: 100},"
                + " {name: b, annotations: {seldon.io/istio-match: 'headers: {x-predictor: a}'}}]");

    assertThat(branches(both, Readiness.ALL)).containsExactly("a", "b", "all", "a", "b", "all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "EXACT  ~ b.1    ~ group=b.1                ~ true",
        "EXACT  ~ b.1    ~ x=y; group=b.1; z=group  ~ true",
        "EXACT  ~ b.1    ~ x=y;group=b.1 ;z=group   ~ true",
        "EXACT  ~ b.1    ~ group=b-1                ~ false",
        "EXACT  ~ b.1    ~ group=b.12               ~ false",
        "EXACT  ~ b.1    ~ mygroup=b.1              ~ false",
        "EXACT  ~ b.1    ~ x=y group=b.1            ~ false",
        "EXACT  ~ b.1    ~ x=group=b.1              ~ false",
        "PREFIX ~ be     ~ x=y; group=beta; z=1     ~ true",
        "PREFIX ~ be     ~ group=be                 ~ true",
        "PREFIX ~ be     ~ group=alpha; x=be        ~ false",
        "REGEX  ~ a|b+   ~ group=bb; x=y            ~ true",
        "REGEX  ~ a|b+   ~ group=a                  ~ true",
        "REGEX  ~ a|b+   ~ group=c; x=b             ~ false",
      })
  void aCookieIsFoundAmongOthersAndNothingElseIs(
      Kind kind, String text, String header, boolean found) {
    StringMatchRegex regex =
        (StringMatchRegex) TextMatches.cookie("group", new TextMatch(kind, text)).getMatchType();

    assertThat(Pattern.matches(regex.getRegex(), header)).isEqualTo(found);
  }

  private static SeldonDeployment sticky(int first, int second) {
    return SeldonDeployments.withSpec(
        "annotations: {seldon.io/istio-sticky-cookie: group}, predictors: [{name: a, traffic: %d}, {name: b, traffic: %d}]"
            .formatted(first, second));
  }

  /** Whom each route is to, or all. */
  private static List<String> branches(SeldonDeployment deployment, Readiness readiness) {
    return routes(deployment, readiness).stream()
        .map(
            route ->
                route.getMatch().get(0).getHeaders() != null
                        && route.getRoute().size() == 1
                        && isConditional(route)
                    ? route.getRoute().get(0).getDestination().getSubset()
                    : "all")
        .toList();
  }

  private static boolean isConditional(HTTPRoute route) {
    return route.getMatch().get(0).getHeaders().keySet().stream()
        .anyMatch(name -> !Set.of("seldon", "namespace").contains(name));
  }

  private static List<String> cookies(SeldonDeployment deployment, Readiness readiness) {
    return routes(deployment, readiness).stream()
        .flatMap(route -> route.getRoute().stream())
        .filter(one -> one.getHeaders() != null)
        .map(one -> one.getHeaders().getResponse().getAdd().get("set-cookie"))
        .collect(Collectors.toList());
  }

  private static List<HTTPRoute> routes(SeldonDeployment deployment, Readiness readiness) {
    assertThat(Checks.check(deployment, SETTINGS)).isEmpty();
    return IstioRoutes.make(deployment, SETTINGS, readiness).stream()
        .filter(VirtualService.class::isInstance)
        .flatMap(one -> ((VirtualService) one).getSpec().getHttp().stream())
        .toList();
  }
}
