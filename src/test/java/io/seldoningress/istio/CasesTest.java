package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.checks.Checks;
import io.seldoningress.seldon.SeldonDeployment;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks {@code src/test/resources/cases}; a new case is a new folder, see {@link CaseFolder}. */
class CasesTest {

  static Stream<CaseFolder> withObjects() throws IOException {
    return CaseFolder.all().filter(one -> !one.expectsFindings());
  }

  static Stream<CaseFolder> withFindings() throws IOException {
    return CaseFolder.all().filter(CaseFolder::expectsFindings);
  }

  @Test
  void theRecordedCasesAreThere() throws IOException {
    assertThat(CaseFolder.all().map(CaseFolder::toString)).contains("canary", "hash", "shadow-pct");
  }

  @ParameterizedTest
  @MethodSource("withObjects")
  void theExpectedObjectsComeOut(CaseFolder one) {
    assertThat(Checks.check(one.deployment(), one.settings())).isEmpty();
    assertThat(CaseFolder.shownObjects(made(one))).isEqualTo(one.expectedObjects());
  }

  @ParameterizedTest
  @MethodSource("withObjects")
  void istioTakesTheObjects(CaseFolder one) {
    assertThat(made(one)).allSatisfy(object -> assertThat(IstioRules.broken(object)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withFindings")
  void theExpectedFindingsComeOut(CaseFolder one) {
    assertThat(CaseFolder.shown(Checks.check(one.deployment(), one.settings())))
        .isEqualTo(one.expectedFindings());
  }

  @ParameterizedTest
  @MethodSource("withObjects")
  void theGeneratedNamesAreThoseOfTheObjects(CaseFolder one) {
    List<GeneratedName> made =
        IstioRoutes.make(one.deployment(), one.settings()).stream()
            .map(object -> new GeneratedName(object.getKind(), object.getMetadata().getName()))
            .collect(Collectors.toList());

    NamesTest.assertClaimed(one.deployment(), made);
  }

  /** Those for another operator's id are left out before, by whoever reconciles. */
  private static List<HasMetadata> made(CaseFolder one) {
    SeldonDeployment deployment = one.deployment();
    return deployment.controllerId().isEmpty()
        ? IstioRoutes.make(deployment, one.settings())
        : List.of();
  }
}
