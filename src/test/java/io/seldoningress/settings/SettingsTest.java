package io.seldoningress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> NONE = Map.of();
  static final List<Setting<?>> ALL = AllSettings.LIST;

  @TempDir Path folder;

  @Test
  void whereNothingIsSetTheDefaultsHold() {
    Settings settings = Settings.of(NONE, NONE);

    assertThat(settings.get(AllSettings.ISTIO_GATEWAY)).isEqualTo("istio-system/seldon-gateway");
    assertThat(settings.get(AllSettings.ISTIO_TLS_MODE)).isEmpty();
    assertThat(settings.get(AllSettings.EXECUTOR_SERVER_PORT)).isEqualTo(8000);
    assertThat(settings.get(AllSettings.WATCH_NAMESPACES)).isEmpty();
    assertThat(settings.get(AllSettings.QUEUE_MAXIMUM_DELAY)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.get(AllSettings.ROUTES_DIRECTORY)).isEqualTo(Path.of("routes"));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void theDefaultIsAllowed(Setting<?> setting) {
    assertThat(setting.accepts(setting.defaultText())).isTrue();
  }

  @Test
  void aFileIsReadAndSpaceAroundItsValuesIsNone() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("application.properties"),
            "istio.tlsMode = ISTIO_MUTUAL \nwatch.namespaces=team-a, team-b\n# a comment\n");

    Settings settings = Settings.load(file, NONE);

    assertThat(settings.get(AllSettings.ISTIO_TLS_MODE)).contains("ISTIO_MUTUAL");
    assertThat(settings.get(AllSettings.WATCH_NAMESPACES)).containsExactly("team-a", "team-b");
  }

  @Test
  void aFileThatIsMissingIsAnErrorOnlyWhereItWasNamed() {
    Path missing = folder.resolve("missing.properties");

    assertThat(Settings.loadIfPresent(missing, NONE).get(AllSettings.EXPLAINER_PORT))
        .isEqualTo(9000);
    assertThatThrownBy(() -> Settings.load(missing, NONE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(missing + " can't be read: there is no such file");
  }

  @Test
  void aFileThatIsNotUtf8CanNotBeRead() throws IOException {
    Path file = Files.write(folder.resolve("a.properties"), new byte[] {'a', '=', (byte) 0xff});

    assertThatThrownBy(() -> Settings.load(file, NONE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + " can't be read");
  }

  @ParameterizedTest
  @CsvSource({
    "ISTIO_TLS_MODE, istio.tlsMode, SIMPLE",
    "ISTIO_TLSMODE, istio.tlsMode, SIMPLE",
    "ISTIO_GATEWAY, istio.gateway, team/gateway",
    "EXECUTOR_SERVER_PORT, executor.server.port, 8001",
    "EXECUTOR_SERVER_GRPC_PORT, executor.server.grpcPort, 5002",
    "PREDICTIVEUNIT_HTTPPORT, predictiveUnit.httpPort, 9001",
    "CONTROLLER_ID, controller.id, blue",
    "RECONCILE_MAXIMUM_REDELIVERIES, reconcile.maximumRedeliveries, 4",
  })
  void anEnvironmentVariableWinsOverTheFile(String variable, String key, String value) {
    Setting<?> setting =
        ALL.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();

    Settings settings = Settings.of(Map.of(key, setting.defaultText()), Map.of(variable, value));

    assertThat(settings.camelProperties()).containsEntry(key, value);
  }

  @Test
  void camelGetsDurationsInMilliseconds() {
    Settings settings = Settings.of(Map.of("reconcile.redeliveryDelay", "2s"), NONE);

    assertThat(settings.camelProperties()).containsEntry("reconcile.redeliveryDelay", "2000");
  }

  @Test
  void bothSpellingsOfAVariableMayBeSetIfTheyAgree() {
    Map<String, String> environment = Map.of("ISTIO_TLS_MODE", "SIMPLE", "ISTIO_TLSMODE", "SIMPLE");

    assertThat(Settings.of(NONE, environment).get(AllSettings.ISTIO_TLS_MODE)).contains("SIMPLE");
  }

  @Test
  void twoSpellingsOfAVariableThatDifferAreAnError() {
    Map<String, String> environment =
        Map.of("ISTIO_TLS_MODE", "SIMPLE", "ISTIO_TLSMODE", "DISABLE");

    assertThat(problems(NONE, environment))
        .containsExactly(
            "istio.tlsMode (environment) is \"SIMPLE\" by environment variable ISTIO_TLS_MODE"
                + " and \"DISABLE\" by environment variable ISTIO_TLSMODE; set one of them");
  }

  @Test
  void anEmptyVariableIsAValueOnlyWhereEmptyIsAllowed() {
    Settings settings =
        Settings.of(
            Map.of("controller.id", "blue", "reconcile.concurrency", "16"),
            Map.of("CONTROLLER_ID", "", "RECONCILE_CONCURRENCY", ""));

    assertThat(settings.get(AllSettings.CONTROLLER_ID)).isEmpty();
    assertThat(settings.get(AllSettings.RECONCILE_CONCURRENCY)).isEqualTo(16);
  }

  @Test
  void anEmptyValueInTheFileIsAValue() {
    assertThat(problems(Map.of("reconcile.concurrency", ""), NONE))
        .containsExactly(
            "reconcile.concurrency (properties) is \"\"; allowed: a whole number, 1 to 256");
  }

  @Test
  void allProblemsAreToldAtOnceWithPlaceValueAndWhatIsAllowed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("application.properties"),
            """
            # settings
            istio.gatway = istio-system/seldon-gateway
            reconcile.concurrency = 0
            queue.initialDelay = 10m
            cluster.domain = a
            cluster.domain = b
            """);

    assertThatThrownBy(() -> Settings.load(file, Map.of("EXPLAINER_PORT", "http")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            """
            Settings that can't be used:
            - explainer.port (environment variable EXPLAINER_PORT) is "http"; allowed: a port, 1 to 65535
            - reconcile.concurrency (%1$s:3) is "0"; allowed: a whole number, 1 to 256
            - queue.initialDelay is "10m", too long for queue.maximumDelay, which is "5m"; allowed: at most that
            - cluster.domain (%1$s:6) is there twice
            - istio.gatway (%1$s:2) is "istio-system/seldon-gateway", but there is no such setting; did you mean istio.gateway?"""
                .formatted(file));
  }

  @ParameterizedTest
  @CsvSource({
    "istio.gateway, 'a,b'",
    "istio.gateway, Istio-System/gateway",
    "istio.gateway, a/b/c",
    "istio.gateway, ''",
    "istio.tlsMode, MUTUAL",
    "istio.tlsMode, simple",
    "executor.server.port, 0",
    "executor.server.port, 65536",
    "executor.server.port, 4294967297",
    "executor.server.port, +80",
    "executor.server.port, {{env:PORT}}",
    "cluster.domain, .local",
    "watch.namespaces, 'a,,b'",
    "watch.namespaces, 'a,'",
    "watch.namespaces, a_b",
    "controller.id, -a",
    "controller.id, 'a b'",
    "reconcile.maximumRedeliveries, -1",
    "reconcile.redeliveryDelay, 0ms",
    "reconcile.redeliveryDelay, ms",
    "reconcile.redeliveryDelay, 1 s",
    "queue.initialDelay, 10sec",
    "queue.initialDelay, PT1S",
    "queue.initialDelay, 99999999999999999999s",
    "kubernetes.requestTimeout, 11m",
    "routes.directory, ''",
    "logging.level, info",
    "gateway.managed, yes",
    "gateway.name, gw",
    "gateway.name, mesh",
    "gateway.name, a/b.c",
    "gateway.name, a/b/c",
    "gateway.namespace, ''",
    "gateway.namespace, a.b",
    "gateway.selector, ''",
    "gateway.selector, istio",
    "gateway.selector, =gateway",
    "gateway.selector, 'istio=a,'",
    "gateway.selector, 'istio=a,istio=b'",
    "gateway.selector, istio=a b",
    "gateway.selector, Example.com/istio=a",
    "gateway.hosts, ''",
    "gateway.hosts, 'a.com,'",
    "gateway.hosts, 'a.com,a.com'",
    "gateway.hosts, A.com",
    "gateway.hosts, a_b.com",
    "gateway.hosts, **",
    "gateway.hosts, '*,seldon'",
    "gateway.hosts, seldon.",
    "gateway.hosts, *.",
    "gateway.httpsRedirectExceptions, seldon",
    "gateway.hosts, a.*.com",
    "gateway.hosts, models/a.com",
    "gateway.hosts, http://a.com",
    "gateway.http, Always",
    "gateway.http, ''",
    "gateway.httpsRedirect, on",
    "gateway.httpsRedirectExceptions, 'a.com,,b.com'",
    "gateway.tls.secret, ''",
    "gateway.tls.secret, a/b",
    "gateway.tls.secret, Cert",
    "gateway.tls.mode, OPTIONAL_MUTUAL",
    "gateway.tls.minimumVersion, TLSV1",
    "gateway.tls.minimumVersion, '1.2'",
    "gateway.tls.cipherSuites, 'A,'",
    "gateway.tls.cipherSuites, 'A,A'",
    "gateway.tls.cipherSuites, A:B",
    "tenants.hosts, '*'",
    "tenants.hosts, 'A:*'",
    "tenants.hosts, 'a:b/c'",
    "tenants.hosts, 'a:{name}'",
    "tenants.hosts, '{namespace}:*'",
    "tenants.hosts, 'a:b,'",
    "tenants.gateways, 'a/b'",
    "tenants.gateways, 'a:b c'",
    "tenants.paths, 'a:b'",
    "tenants.paths, 'a:/b%2f'",
    "tenants.paths, '/a/*'",
    "gateway.tls.grants, '*'",
    "gateway.tls.grants, '*/*'",
    "gateway.tls.grants, '*/*/*/*'",
    "gateway.tls.grants, '*/*/*,'",
    "gateway.tls.grants, 'a.b/*/*'",
    "gateway.tls.grants, 'A/*/*'",
    "gateway.tls.expiryWarnings, 30",
    "gateway.tls.expiryWarnings, '30d,'",
    "gateway.tls.expiryWarnings, 3651d",
  })
  void aValueThatIsNotAllowedStopsTheStart(String key, String value) {
    assertThat(problems(Map.of(key, value), NONE))
        .singleElement()
        .asString()
        .startsWith(key + " (properties) is \"" + value + "\"; allowed: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gateway.name                    | ''
          gateway.name                    | team/gw
          gateway.selector                | istio=a, example.com/app=B_1.c
          gateway.selector                | istio=
          gateway.hosts                   | *
          gateway.hosts                   | a.com, *.b.com,*.com,1.a.com
          gateway.httpsRedirectExceptions | ''
          gateway.httpsRedirectExceptions | a.com
          gateway.tls.secret              | my.cert-1
          gateway.tls.minimumVersion      | ''
          gateway.tls.minimumVersion      | TLSV1_3
          gateway.tls.cipherSuites        | ''
          gateway.tls.cipherSuites        | ECDHE-RSA-AES128-GCM-SHA256, AES256_X
          gateway.tls.grants              | ''
          gateway.tls.grants              | team-*/cert.*/*.a.com, */*/*
          gateway.tls.expiryWarnings      | ''
          gateway.tls.expiryWarnings      | 30d, 12h,1s
          """)
  void theseValuesAreAllowed(String key, String value) {
    assertThat(Settings.of(Map.of(key, value), NONE).camelProperties()).containsKey(key);
  }

  @Test
  void listsAndLabelsAreReadWithoutTheSpaceAroundTheirElements() {
    Settings settings =
        Settings.of(
            Map.of(
                "gateway.selector", "istio=a, app=b",
                "gateway.hosts", "a.com, *.b.com",
                "gateway.tls.expiryWarnings", "30d, 12h"),
            NONE);

    assertThat(settings.get(ManagedGatewaySettings.GATEWAY_SELECTOR))
        .containsOnly(Map.entry("istio", "a"), Map.entry("app", "b"));
    assertThat(settings.get(ManagedGatewaySettings.GATEWAY_HOSTS))
        .containsExactly("a.com", "*.b.com");
    assertThat(settings.get(ManagedGatewaySettings.GATEWAY_TLS_EXPIRY_WARNINGS))
        .containsExactly(Duration.ofDays(30), Duration.ofHours(12));
  }

  @ParameterizedTest
  @CsvSource({"250, 250", "100ms, 100", "1s, 1000", "2m, 120000", "1m30s, 90000", "1h, 3600000"})
  void durationsAreThoseOfCamel(String text, long milliseconds) {
    Settings settings =
        Settings.of(Map.of("queue.maximumDelay", text, "queue.initialDelay", "10ms"), NONE);

    assertThat(settings.get(AllSettings.QUEUE_MAXIMUM_DELAY).toMillis())
        .isEqualTo(milliseconds)
        .isEqualTo(TimeUtils.toMilliSeconds(text));
  }

  @Test
  void aValueWithLineBreaksStaysOnOneLine() {
    assertThat(problems(Map.of("logging.level", "INFO\nall is well" + "x".repeat(500)), NONE))
        .singleElement()
        .asString()
        .startsWith("logging.level (properties) is \"INFO?all is well")
        .doesNotContain("\n")
        .hasSizeLessThan(250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camel.main.name",
        "camel.component.log.showHeaders",
        "camel.server.port",
        "camel.route-controller.enabled",
        "camel.routeTemplate[0].template-id",
        "camel.opentelemetry2.enabled",
        "user.webhook",
      })
  void keysOfCamelAndOfTheUserPassThrough(String key) {
    assertThat(Settings.of(Map.of(key, " kept "), NONE).camelProperties())
        .containsEntry(key, " kept ");
  }

  @Test
  void aGroupThatCamelWouldPassOverInSilenceIsAnError() {
    assertThat(problems(Map.of("camel.sever.port", "8080"), NONE))
        .containsExactly(
            "camel.sever.port (properties) is \"8080\", but there is no such setting;"
                + " did you mean camel.server.port?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"camel.zookeeperquorum.hosts", "camel.name", "camel.", "camel", "kafka.brokers"})
  void aKeyFarFromAllOthersIsAnErrorThatSaysWhatThereIs(String key) {
    assertThat(problems(Map.of(key, "x"), NONE))
        .singleElement()
        .asString()
        .startsWith(key + " (properties) is \"x\", but there is no such setting; allowed: ");
  }

  @Test
  void theValueOfAMistypedKeyIsHiddenWhereItMayBeSecret() {
    assertThat(problems(Map.of("usr.password", "hunter2"), NONE))
        .singleElement()
        .asString()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "ISTIO_GATWAY, ISTIO_GATEWAY",
    "ISTO_GATEWAY, ISTIO_GATEWAY",
    "WATCH_NAMESPACE, WATCH_NAMESPACES",
    "EXECUTOR_SERVER_GRPCPORTS, EXECUTOR_SERVER_GRPCPORT",
    "CONTROLLERID, CONTROLLER_ID",
  })
  void aVariableThatIsNearlyOneOfOursStopsTheStartWithoutItsValue(String variable, String ours) {
    assertThat(problems(NONE, Map.of(variable, "secret")))
        .containsExactly(
            "environment variable %s is no setting; did you mean %s?".formatted(variable, ours));
  }

  @Test
  void variablesOfOthersAreLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "ISTIO_INGRESSGATEWAY_SERVICE_HOST", "10.0.0.1",
            "EXPLAINER_HOST", "explainer",
            "EXECUTOR_SERVER_HOST", "executor",
            "CONTROLLER_IP", "10.0.0.2",
            "LOG_LEVEL", "chatty",
            "PATH", "/bin");

    assertThat(Settings.of(NONE, environment)).hasToString(Settings.of(NONE, NONE).toString());
  }

  @Test
  void variablesThatKubernetesMakesOfServicesAreNotOurs() {
    Map<String, String> environment =
        Map.of(
            "EXPLAINER_SERVICE_HOST", "10.0.0.7",
            "EXPLAINER_SERVICE_PORT", "9001",
            "EXPLAINER_PORT", "tcp://10.0.0.7:9001",
            "EXPLAINER_PORT_9001_TCP", "tcp://10.0.0.7:9001",
            "EXPLAINERS_SERVICE_HOST", "10.0.0.8",
            "EXPLAINERS_PORT", "tcp://10.0.0.8:9001");

    assertThat(Settings.of(NONE, environment).get(AllSettings.EXPLAINER_PORT)).isEqualTo(9000);
  }

  @Test
  void theTextOfSettingsHasNoSecretOfTheUser() {
    Settings settings = Settings.of(Map.of("user.password", "hunter2"), NONE);

    assertThat(settings.toString()).contains("logging.level=INFO").doesNotContain("hunter2");
  }

  private static List<String> problems(Map<String, String> file, Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.of(file, environment))
        .problems();
  }
}
