package io.seldoningress.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every setting there is, those of readiness, tenants, the Gateway and telemetry in classes of
 * their own. A new one is a constant here, an entry in {@link #LIST}, a line in {@code
 * config/application.properties} and a row in {@code docs/settings.md}; a test holds the four
 * equal.
 */
public final class AllSettings {
  public static final Setting<String> ISTIO_GATEWAY =
      new Setting<>(
          "istio.gateway",
          Kind.gateway(),
          "istio-system/seldon-gateway",
          "Gateway of the SeldonDeployments that name none in seldon.io/istio-gateway.");

  public static final Setting<Optional<String>> ISTIO_TLS_MODE =
      new Setting<>(
          "istio.tlsMode",
          Kind.emptyOrOneOf("DISABLE", "SIMPLE", "ISTIO_MUTUAL", "STRICT"),
          "",
          "TLS mode of the DestinationRules; empty leaves it to Istio, STRICT is ISTIO_MUTUAL.");

  public static final Setting<Integer> EXECUTOR_SERVER_PORT =
      new Setting<>(
          "executor.server.port",
          Kind.port(),
          "8000",
          "HTTP port of Seldon's service orchestrator.");

  public static final Setting<Integer> EXECUTOR_SERVER_GRPC_PORT =
      new Setting<>(
          "executor.server.grpcPort",
          Kind.port(),
          "5001",
          "gRPC port of Seldon's service orchestrator.");

  public static final Setting<Integer> PREDICTIVE_UNIT_HTTP_PORT =
      new Setting<>(
          "predictiveUnit.httpPort",
          Kind.port(),
          "9000",
          "First HTTP port of model containers that name none (seldon.io/no-engine).");

  public static final Setting<Integer> PREDICTIVE_UNIT_GRPC_PORT =
      new Setting<>(
          "predictiveUnit.grpcPort",
          Kind.port(),
          "9500",
          "First gRPC port of model containers that name none (seldon.io/no-engine).");

  public static final Setting<Integer> EXPLAINER_PORT =
      new Setting<>(
          "explainer.port",
          Kind.port(),
          "9000",
          "Port of explainers that set no endpoint.service_port.");

  public static final Setting<String> CLUSTER_DOMAIN =
      new Setting<>(
          "cluster.domain",
          Kind.domain(),
          "cluster.local",
          "DNS domain of the cluster, the end of the host names that traffic is sent to.");

  public static final Setting<List<String>> WATCH_NAMESPACES =
      new Setting<>(
          "watch.namespaces",
          Kind.namespaces(),
          "",
          "Namespaces whose SeldonDeployments are served; empty is all of them.");

  public static final Setting<String> CONTROLLER_ID =
      new Setting<>(
          "controller.id",
          Kind.labelValue(),
          "",
          "Only SeldonDeployments with this value of the label seldon.io/controller-id are served.");

  public static final Setting<Integer> RECONCILE_CONCURRENCY =
      new Setting<>(
          "reconcile.concurrency",
          Kind.wholeNumber(1, 256),
          "8",
          "How many SeldonDeployments are reconciled at a time.");

  public static final Setting<Integer> RECONCILE_MAXIMUM_REDELIVERIES =
      new Setting<>(
          "reconcile.maximumRedeliveries",
          Kind.wholeNumber(0, 20),
          "3",
          "How often a step that fails is tried again before its object goes back to the queue.");

  public static final Setting<Duration> RECONCILE_REDELIVERY_DELAY =
      new Setting<>(
          "reconcile.redeliveryDelay",
          Kind.duration("1ms", "1m"),
          "100ms",
          "Wait before a step is tried again the first time.");

  public static final Setting<Duration> RECONCILE_MAXIMUM_REDELIVERY_DELAY =
      new Setting<>(
          "reconcile.maximumRedeliveryDelay",
          Kind.duration("1ms", "1m"),
          "2s",
          "Longest wait before a step is tried again; not below reconcile.redeliveryDelay.");

  public static final Setting<Double> RECONCILE_REDELIVERY_MULTIPLIER =
      new Setting<>(
          "reconcile.redeliveryMultiplier",
          Kind.decimal(1, 10),
          "2",
          "How many times longer each of these waits is than the one before.");

  public static final Setting<Double> RECONCILE_REDELIVERY_JITTER =
      new Setting<>(
          "reconcile.redeliveryJitter",
          Kind.decimal(0, 1),
          "0.25",
          "Part by which each of these waits is longer or shorter at random.");

  public static final Setting<Duration> QUEUE_INITIAL_DELAY =
      new Setting<>(
          "queue.initialDelay",
          Kind.duration("10ms", "1h"),
          "1s",
          "Wait in the queue before an object that failed is taken up again; it doubles each time.");

  public static final Setting<Duration> QUEUE_MAXIMUM_DELAY =
      new Setting<>(
          "queue.maximumDelay",
          Kind.duration("10ms", "24h"),
          "5m",
          "Longest wait of an object in the queue; not below queue.initialDelay.");

  public static final Setting<Integer> QUEUE_MAXIMUM_RETRIES =
      new Setting<>(
          "queue.maximumRetries",
          Kind.wholeNumber(0, 100),
          "5",
          "How often an object comes back from the queue before a failure that should pass is a dead letter.");

  public static final Setting<Integer> CONTEST_ROUNDS =
      new Setting<>(
          "contest.rounds",
          Kind.wholeNumber(1, 1000),
          "5",
          "How often an object that somebody keeps changing back is put right at once.");

  public static final Setting<Duration> CONTEST_INITIAL_DELAY =
      new Setting<>(
          "contest.initialDelay",
          Kind.duration("10ms", "1h"),
          "10s",
          "How long such an object is left as it is after that; it doubles each time.");

  public static final Setting<Duration> CONTEST_MAXIMUM_DELAY =
      new Setting<>(
          "contest.maximumDelay",
          Kind.duration("10ms", "24h"),
          "5m",
          "Longest such time; not below contest.initialDelay. What is quiet for twice as long is forgotten.");

  public static final Setting<Duration> DEAD_LETTER_RETRY_INTERVAL =
      new Setting<>(
          "deadLetter.retryInterval",
          Kind.duration("10ms", "24h"),
          "5m",
          "Longest wait of a dead letter that nothing wakes; the shortest is half of it.");

  public static final Setting<Duration> DEAD_LETTER_PROBE_INTERVAL =
      new Setting<>(
          "deadLetter.probeInterval",
          Kind.duration("10ms", "24h"),
          "30s",
          "The same of one dead letter for each namespace and reason; when it gets through, it wakes the others.");

  public static final Setting<Boolean> STATUS_ENABLED =
      new Setting<>(
          "status.enabled",
          Kind.trueOrFalse(),
          "true",
          "Whether the condition IngressReady is written into the status of SeldonDeployments.");

  public static final Setting<Duration> KUBERNETES_REQUEST_TIMEOUT =
      new Setting<>(
          "kubernetes.requestTimeout",
          Kind.duration("100ms", "10m"),
          "10s",
          "How long the answer of the API server is waited for.");

  public static final Setting<Boolean> LEADER_ELECTION_ENABLED =
      new Setting<>(
          "leaderElection.enabled",
          Kind.trueOrFalse(),
          "true",
          "Of several replicas one leads, and only that one writes; false is for a single one.");

  public static final Setting<String> LEADER_ELECTION_NAME =
      new Setting<>(
          "leaderElection.name",
          Kind.dnsLabel(),
          "seldon-istio-ingress",
          "Name of the Lease that the leader holds; a controller.id is added to it, after a dash.");

  public static final Setting<String> LEADER_ELECTION_NAMESPACE =
      new Setting<>(
          "leaderElection.namespace",
          Kind.emptyOrNamespace(),
          "",
          "Namespace of the Lease; empty is that of the pod, or of the kubeconfig.");

  public static final Setting<Duration> LEADER_ELECTION_LEASE_DURATION =
      new Setting<>(
          "leaderElection.leaseDuration",
          Kind.duration("1s", "10m"),
          "15s",
          "How long a leader has to be silent before another replica takes over.");

  public static final Setting<Duration> LEADER_ELECTION_RENEW_DEADLINE =
      new Setting<>(
          "leaderElection.renewDeadline",
          Kind.duration("100ms", "10m"),
          "10s",
          "How long a leader that can't renew its Lease goes on writing;"
              + " below leaderElection.leaseDuration.");

  public static final Setting<Duration> LEADER_ELECTION_RETRY_PERIOD =
      new Setting<>(
          "leaderElection.retryPeriod",
          Kind.duration("10ms", "1m"),
          "2s",
          "How often the Lease is renewed, or looked at;"
              + " at most a third of leaderElection.renewDeadline.");

  public static final Setting<Path> ROUTES_DIRECTORY =
      new Setting<>(
          "routes.directory",
          Kind.directory(),
          "routes",
          "Folder of the routes, the files named *.yaml.");

  public static final Setting<Duration> ROUTES_RELOAD_INTERVAL =
      new Setting<>(
          "routes.reloadInterval",
          Kind.duration("50ms", "1h"),
          "1s",
          "How often that folder is looked at; an edit counts once two looks see the same.");

  /** All of them, in the order in which they are documented. */
  public static final List<Setting<?>> LIST =
      Stream.of(
              ofRoutes(),
              ReadinessSettings.LIST,
              TenantSettings.LIST,
              ManagedGatewaySettings.LIST,
              AccessSettings.LIST,
              ofOperation(),
              TelemetrySettings.LIST)
          .flatMap(List::stream)
          .toList();

  private static List<Setting<?>> ofRoutes() {
    return List.of(
        ISTIO_GATEWAY,
        ISTIO_TLS_MODE,
        EXECUTOR_SERVER_PORT,
        EXECUTOR_SERVER_GRPC_PORT,
        PREDICTIVE_UNIT_HTTP_PORT,
        PREDICTIVE_UNIT_GRPC_PORT,
        EXPLAINER_PORT,
        CLUSTER_DOMAIN,
        WATCH_NAMESPACES,
        CONTROLLER_ID);
  }

  private static List<Setting<?>> ofOperation() {
    return List.of(
        RECONCILE_CONCURRENCY,
        RECONCILE_MAXIMUM_REDELIVERIES,
        RECONCILE_REDELIVERY_DELAY,
        RECONCILE_MAXIMUM_REDELIVERY_DELAY,
        RECONCILE_REDELIVERY_MULTIPLIER,
        RECONCILE_REDELIVERY_JITTER,
        QUEUE_INITIAL_DELAY,
        QUEUE_MAXIMUM_DELAY,
        QUEUE_MAXIMUM_RETRIES,
        CONTEST_ROUNDS,
        CONTEST_INITIAL_DELAY,
        CONTEST_MAXIMUM_DELAY,
        DEAD_LETTER_RETRY_INTERVAL,
        DEAD_LETTER_PROBE_INTERVAL,
        STATUS_ENABLED,
        KUBERNETES_REQUEST_TIMEOUT,
        LEADER_ELECTION_ENABLED,
        LEADER_ELECTION_NAME,
        LEADER_ELECTION_NAMESPACE,
        LEADER_ELECTION_LEASE_DURATION,
        LEADER_ELECTION_RENEW_DEADLINE,
        LEADER_ELECTION_RETRY_PERIOD,
        ROUTES_DIRECTORY,
        ROUTES_RELOAD_INTERVAL);
  }

  /**
   * What one duration may be, given another.
   *
   * @param limit gives the longest that {@code low} may be, of {@code high}
   * @param allowed that limit in words
   */
  record Order(
      Setting<Duration> low,
      Setting<Duration> high,
      UnaryOperator<Duration> limit,
      String allowed) {

    private static Order atMostHalf(Setting<Duration> low, Setting<Duration> high) {
      return new Order(low, high, limit -> limit.dividedBy(2), "at most half of that");
    }

    static Order notAbove(Setting<Duration> low, Setting<Duration> high) {
      return new Order(low, high, UnaryOperator.identity(), "at most that");
    }
  }

  /** What has to hold between settings. */
  static final List<Order> ORDERED =
      List.of(
          Order.notAbove(RECONCILE_REDELIVERY_DELAY, RECONCILE_MAXIMUM_REDELIVERY_DELAY),
          Order.notAbove(QUEUE_INITIAL_DELAY, QUEUE_MAXIMUM_DELAY),
          Order.notAbove(CONTEST_INITIAL_DELAY, CONTEST_MAXIMUM_DELAY),
          // One request, or one wait before it, is no sign of a process that is stuck.
          Order.atMostHalf(KUBERNETES_REQUEST_TIMEOUT, TelemetrySettings.HEALTH_STUCK_AFTER),
          Order.atMostHalf(
              RECONCILE_MAXIMUM_REDELIVERY_DELAY, TelemetrySettings.HEALTH_STUCK_AFTER),
          new Order(
              LEADER_ELECTION_RENEW_DEADLINE,
              LEADER_ELECTION_LEASE_DURATION,
              lease -> lease.minusMillis(1),
              "less than that"),
          // Three times to renew, and what fabric8's elector demands.
          new Order(
              LEADER_ELECTION_RETRY_PERIOD,
              LEADER_ELECTION_RENEW_DEADLINE,
              deadline -> deadline.dividedBy(3),
              "at most a third of that"));

  private AllSettings() {}
}
