package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.checks.Checks;
import io.seldoningress.checks.Finding;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.AccessIssuer;
import io.seldoningress.istio.AccessPolicy;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TenantGrant;
import io.seldoningress.istio.TenantPolicy;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsMode;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.reconcile.Reason;
import io.seldoningress.reconcile.Refusal;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table as a function of the objects on the server. */
class TableTest {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  /** As the demo does. */
  private static final RoutingSettings KEEPS_A_GATEWAY =
      new RoutingSettings(
              SETTINGS.gateway(),
              SETTINGS.tlsMode(),
              SETTINGS.executorHttpPort(),
              SETTINGS.executorGrpcPort(),
              SETTINGS.noEngineHttpPort(),
              SETTINGS.noEngineGrpcPort(),
              SETTINGS.explainerPort(),
              SETTINGS.clusterDomain(),
              Optional.of(
                  new TlsPolicy(
                      SETTINGS.gateway(), List.of(TlsGrant.parse("*/*/*").orElseThrow()))))
          .withAccess(
              Optional.of(
                  new AccessPolicy(
                      List.of(AccessIssuer.parse("https://issuer.example.com").orElseThrow()),
                      "istio-system")))
          .with(
              new TenantPolicy(
                  Stream.of(DemoSettings.HOSTS.split(",", -1))
                      .flatMap(grant -> TenantGrant.parse(grant).stream())
                      .toList(),
                  List.of(TenantGrant.EVERYTHING),
                  List.of(TenantGrant.EVERYTHING)));

  private static final ResourceKey KEY = new ResourceKey("models", "canary");
  private final RouteReader reader = new RouteReader(SETTINGS.gateway());

  @Test
  void theExamplesGiveTheTableOfTheReadme() throws Exception {
    List<String> lines = new ArrayList<>(Table.head());
    List<SeldonDeployment> older = new ArrayList<>();
    for (SeldonDeployment deployment : examples()) {
      lines.addAll(Table.lines(entry(deployment, KEEPS_A_GATEWAY, older)));
      older.add(deployment);
    }
    assertThat(lines).isEqualTo(GoldenTable.lines(lines));
  }

  @Test
  void noLineIsWiderThanATerminal() throws Exception {
    assertThat(GoldenTable.lines()).allMatch(line -> line.length() <= Table.WIDTH);
  }

  @Test
  void theListingOfTheReadmeIsPartOfTheTable() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    int start = readme.indexOf(Table.head().get(0));
    List<String> listing =
        readme.subList(start, readme.size()).stream()
            .takeWhile(line -> !line.startsWith("```"))
            .filter(line -> !line.equals("..."))
            .toList();
    assertThat(listing).hasSizeGreaterThan(10);
    assertThat(GoldenTable.lines()).containsSubsequence(listing);
  }

  @Test
  void mutualTlsIsShown() throws Exception {
    RoutingSettings tls =
        new RoutingSettings(
            SETTINGS.gateway(),
            Optional.of(TlsMode.ISTIO_MUTUAL),
            SETTINGS.executorHttpPort(),
            SETTINGS.executorGrpcPort(),
            SETTINGS.noEngineHttpPort(),
            SETTINGS.noEngineGrpcPort(),
            SETTINGS.explainerPort(),
            SETTINGS.clusterDomain());
    assertThat(Table.lines(entry(example("simple"), tls)))
        .contains(" ".repeat(20) + "TLS ISTIO_MUTUAL");
  }

  @Test
  void aSubsetThatNobodyDefinesIsShown() throws Exception {
    List<VirtualService> services = ofKind(VirtualService.class, example("canary"));
    Entry entry = reader.read(KEY, services, List.of(), List.of());
    assertThat(Table.lines(entry))
        .filteredOn(line -> line.endsWith("no DestinationRule!"))
        .hasSize(2);
  }

  @Test
  void routesThatStayAreShownBelowTheProblems() throws Exception {
    SeldonDeployment canary = example("canary");
    Entry entry =
        reader.read(
            KEY,
            ofKind(VirtualService.class, canary),
            ofKind(DestinationRule.class, canary),
            List.of(new Refusal(Reason.INVALID, "spec: 'x' is not allowed")));
    assertThat(Table.lines(entry))
        .containsExactly(
            "models/canary       REFUSED, the old routes stay:",
            "                    - spec: 'x' is not allowed",
            "                    /seldon/models/canary/ and gRPC",
            "             75 %   main                  canary-main:8000, 5001",
            "             25 %   canary                canary-canary:8000, 5001");
  }

  @Test
  void routesThatClientsDoNotReachAreNoOldOnes() throws Exception {
    SeldonDeployment canary = example("canary");
    Entry entry =
        reader.read(
            KEY,
            ofKind(VirtualService.class, canary),
            ofKind(DestinationRule.class, canary),
            List.of(new Refusal(Reason.GATEWAY_NOT_FOUND, "there is no Gateway x")));
    assertThat(Table.lines(entry))
        .startsWith(
            "models/canary       NOT REACHED by clients, its routes are written:",
            "                    - there is no Gateway x",
            "                    /seldon/models/canary/ and gRPC");
  }

  @Test
  void theUrlOfHttpsComesFirst() {
    Entry entry = new Entry(KEY, List.of(), List.of()).at(Optional.of("https://a.example.com/x/"));
    assertThat(Table.lines(entry).get(0)).isEqualTo("models/canary       https://a.example.com/x/");
  }

  @Test
  void httpAndGrpcThatAreTreatedDifferentlyAreTwoRows() throws Exception {
    SeldonDeployment canary = example("canary");
    List<VirtualService> services = ofKind(VirtualService.class, canary);
    services.get(0).getSpec().getHttp().get(1).getRoute().get(0).setWeight(25);
    services.get(0).getSpec().getHttp().get(1).getRoute().get(1).setWeight(null);
    Entry entry = reader.read(KEY, services, ofKind(DestinationRule.class, canary), List.of());
    assertThat(Table.lines(entry))
        .containsExactly(
            "models/canary       /seldon/models/canary/",
            "             75 %   main                  canary-main:8000",
            "             25 %   canary                canary-canary:8000",
            "                    gRPC",
            "            100 %   main                  canary-main:5001",
            "              0 %   canary                canary-canary:5001");
  }

  @Test
  void aLongNameHasALineOfItsOwn() {
    Entry entry = new Entry(new ResourceKey("team-a", "recommendations"), List.of(), List.of());
    assertThat(Table.lines(entry))
        .containsExactly("team-a/recommendations", "                    no routes");
  }

  private Entry entry(SeldonDeployment deployment, RoutingSettings settings) {
    return entry(deployment, settings, List.of());
  }

  private Entry entry(
      SeldonDeployment deployment, RoutingSettings settings, List<SeldonDeployment> older) {
    List<Finding> findings = Checks.check(deployment, settings);
    List<Refusal> taken = taken(deployment, settings, older);
    List<HasMetadata> routes =
        findings.isEmpty() && taken.isEmpty() ? IstioRoutes.make(deployment, settings) : List.of();
    return reader
        .read(
            ResourceKey.of(deployment),
            routes.stream()
                .filter(VirtualService.class::isInstance)
                .map(VirtualService.class::cast)
                .toList(),
            routes.stream()
                .filter(DestinationRule.class::isInstance)
                .map(DestinationRule.class::cast)
                .toList(),
            Stream.of(
                    findings.stream()
                        .map(finding -> new Refusal(Reason.INVALID, finding.message())),
                    taken.stream(),
                    missingSecret(deployment, settings).stream())
                .flatMap(refusals -> refusals)
                .toList())
        .calledBy(
            routes.stream()
                .filter(AuthorizationPolicy.class::isInstance)
                .map(AuthorizationPolicy.class::cast)
                .findFirst()
                .flatMap(AccessReader::read));
  }

  /** What the controller finds where the examples are made in the order of their names. */
  private static List<Refusal> taken(
      SeldonDeployment deployment, RoutingSettings settings, List<SeldonDeployment> older) {
    return RouteClaims.of(deployment, settings).stream()
        .flatMap(
            claim ->
                older.stream()
                    .filter(one -> RouteClaims.of(one, settings).stream().anyMatch(claim::overlaps))
                    .map(
                        one ->
                            new Refusal(
                                Reason.ROUTE_TAKEN,
                                "%s is taken by SeldonDeployment %s, the older one: choose another path or host, or wait until it is free"
                                    .formatted(claim.describe(), ResourceKey.of(one)))))
        .toList();
  }

  /** What the controller finds before somebody makes the TLS Secret. */
  private static Optional<Refusal> missingSecret(
      SeldonDeployment deployment, RoutingSettings settings) {
    return deployment
        .annotation(Annotations.ISTIO_TLS_SECRET)
        .filter(secret -> settings.tlsPolicy().isPresent())
        .map(
            secret ->
                new Refusal(
                    Reason.TLS_NOT_SERVED,
                    "there is no Secret %s in namespace istio-system that is of type kubernetes.io/tls or has the label seldon.io/istio-tls"
                        .formatted(secret)));
  }

  private static <T extends HasMetadata> List<T> ofKind(
      Class<T> kind, SeldonDeployment deployment) {
    return IstioRoutes.make(deployment, SETTINGS).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static SeldonDeployment example(String name) throws IOException, ExampleException {
    return read(Path.of("examples", name + ".yaml")).get(0);
  }

  private static List<SeldonDeployment> examples() throws IOException, ExampleException {
    List<SeldonDeployment> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("examples"))) {
      for (Path file : files) {
        all.addAll(read(file));
      }
    }
    all.sort(Comparator.comparing(deployment -> deployment.getMetadata().getName()));
    return all;
  }

  private static List<SeldonDeployment> read(Path file) throws IOException, ExampleException {
    List<GenericKubernetesResource> read =
        new Examples(Optional.empty()).parse(Files.readString(file));
    return read.stream()
        .map(one -> Serialization.unmarshal(Serialization.asJson(one), SeldonDeployment.class))
        .toList();
  }
}
