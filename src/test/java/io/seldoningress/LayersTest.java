package io.seldoningress;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the map in CONTRIBUTING.md: who may use whom. */
@AnalyzeClasses(packages = "io.seldoningress", importOptions = DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule theQueueKnowsJavaOnly =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.queue..")
          .should()
          .dependOnClassesThat(not(resideInAnyPackage("io.seldoningress.queue..", "java..", "")));

  @ArchTest
  static final ArchRule textKnowsJavaOnly =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.text..")
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "io.seldoningress.text..",
                      "java..",
                      "",
                      // Distances between names, for what somebody meant.
                      "org.apache.commons.text.similarity")));

  @ArchTest
  static final ArchRule certificatesKnowNothingOfTheirUse =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.certificate..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.seldoningress..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.seldoningress.certificate..", "io.seldoningress.text.."))));

  @ArchTest
  static final ArchRule theGatewayKnowsNothingOfTheCluster =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.gateway..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.seldoningress..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.seldoningress.gateway..",
                              "io.seldoningress.certificate..",
                              "io.seldoningress.annotation..",
                              "io.seldoningress.checks..",
                              "io.seldoningress.istio..",
                              "io.seldoningress.seldon..",
                              "io.seldoningress.text.."))));

  @ArchTest
  static final ArchRule theComponentsKnowNothingOfSeldonAndIstio =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.component..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.seldoningress.seldon..",
                  "io.seldoningress.istio..",
                  "io.seldoningress.checks..",
                  "io.seldoningress.reconcile..",
                  "io.fabric8.istio.."));

  @ArchTest
  static final ArchRule leaderElectionKnowsNothingOfSeldonAndIstio =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.leader..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.seldoningress.seldon..",
                  "io.seldoningress.istio..",
                  "io.seldoningress.checks..",
                  "io.seldoningress.reconcile..",
                  "io.seldoningress.reload..",
                  "io.seldoningress.settings..",
                  "io.fabric8.istio.."));

  @ArchTest
  static final ArchRule reloadAndSettingsStandAlone =
      noClasses()
          .that()
          .resideInAnyPackage("io.seldoningress.reload..", "io.seldoningress.settings..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.seldoningress.seldon..",
                  "io.seldoningress.istio..",
                  "io.seldoningress.reconcile..",
                  "io.seldoningress.component.."));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.seldoningress.(**)")
          .should()
          .beFreeOfCycles()
          // A rule and what it is about are two packages of one computation.
          .ignoreDependency(
              resideInAnyPackage("io.seldoningress.checks..", "io.seldoningress.istio.."),
              resideInAnyPackage("io.seldoningress.checks..", "io.seldoningress.istio.."));
}
