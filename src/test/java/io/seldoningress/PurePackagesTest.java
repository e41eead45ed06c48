package io.seldoningress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * Holds the computation apart from everything that could make its result depend on more than its
 * input.
 */
@AnalyzeClasses(packages = "io.seldoningress", importOptions = DoNotIncludeTests.class)
class PurePackagesTest {

  private static final String[] PURE = {
    "io.seldoningress.text..",
    "io.seldoningress.seldon..",
    "io.seldoningress.annotation..",
    "io.seldoningress.checks..",
    "io.seldoningress.istio..",
    "io.seldoningress.gateway.."
  };

  private static final String CERTIFICATE = "io.seldoningress.certificate..";

  @ArchTest
  static final ArchRule theComputationKnowsNoClientNoCamelNoClockAndNoFiles =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(PURE)
                  .or(
                      resideInAnyPackage(
                          CERTIFICATE,
                          "",
                          "java.lang",
                          "java.lang.invoke",
                          "java.lang.runtime",
                          "java.math",
                          "java.nio.charset",
                          "java.security",
                          "java.time",
                          "java.util",
                          "java.util.function",
                          "java.util.regex",
                          "java.util.stream",
                          "com.fasterxml.jackson..",
                          "com.google.re2j",
                          "org.apache.commons.text.similarity",
                          "org.snakeyaml.engine.v2..",
                          "io.fabric8.kubernetes.api.model..",
                          "io.fabric8.kubernetes.model.annotation",
                          "io.fabric8.istio.api.."))
                  .or(assignableTo(IOException.class)));

  @ArchTest
  static final ArchRule certificatesAreReadWithCryptographyOnly =
      classes()
          .that()
          .resideInAPackage(CERTIFICATE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      CERTIFICATE,
                      "io.seldoningress.text..",
                      "",
                      "java.lang",
                      "java.lang.invoke",
                      "java.lang.runtime",
                      "java.math",
                      "java.nio.charset",
                      "java.security..",
                      "java.time",
                      "java.util",
                      "java.util.function",
                      "java.util.regex",
                      "java.util.stream",
                      "org.bouncycastle..")
                  .or(assignableTo(IOException.class)));

  @ArchTest
  static final ArchRule theTimeIsAnInput =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .or()
          .resideInAPackage(CERTIFICATE)
          .should()
          .dependOnClassesThat(assignableTo(Clock.class))
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule theComputationReadsNoEnvironment =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .or()
          .resideInAPackage(CERTIFICATE)
          .should()
          .dependOnClassesThat(
              assignableTo(System.class)
                  .or(assignableTo(Thread.class))
                  .or(assignableTo(Runtime.class)));

  @ArchTest
  static final ArchRule whatIsReadKnowsNothingOfWhatIsMadeOfIt =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.seldon..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.seldoningress.annotation..",
                  "io.seldoningress.istio..",
                  "io.seldoningress.checks..",
                  "io.seldoningress.gateway.."));

  @ArchTest
  static final ArchRule annotationsAreReadOnly =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.annotation..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.seldoningress.istio..",
                  "io.seldoningress.checks..",
                  "io.seldoningress.gateway.."));

  @ArchTest
  static final ArchRule routesKnowNothingOfTheGatewayAndOfCertificates =
      noClasses()
          .that()
          .resideInAnyPackage("io.seldoningress.istio..", "io.seldoningress.checks..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.seldoningress.gateway..", CERTIFICATE));

  @ArchTest
  static final ArchRule whatIsMadeKnowsNoChecks =
      noClasses()
          .that()
          .resideInAPackage("io.seldoningress.istio..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.seldoningress.checks.."));
}
