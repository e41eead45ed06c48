package io.seldoningress;

import static io.seldoningress.settings.AllSettings.CLUSTER_DOMAIN;
import static io.seldoningress.settings.AllSettings.CONTEST_INITIAL_DELAY;
import static io.seldoningress.settings.AllSettings.CONTEST_MAXIMUM_DELAY;
import static io.seldoningress.settings.AllSettings.CONTEST_ROUNDS;
import static io.seldoningress.settings.AllSettings.CONTROLLER_ID;
import static io.seldoningress.settings.AllSettings.DEAD_LETTER_PROBE_INTERVAL;
import static io.seldoningress.settings.AllSettings.DEAD_LETTER_RETRY_INTERVAL;
import static io.seldoningress.settings.AllSettings.EXECUTOR_SERVER_GRPC_PORT;
import static io.seldoningress.settings.AllSettings.EXECUTOR_SERVER_PORT;
import static io.seldoningress.settings.AllSettings.EXPLAINER_PORT;
import static io.seldoningress.settings.AllSettings.ISTIO_GATEWAY;
import static io.seldoningress.settings.AllSettings.ISTIO_TLS_MODE;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_ENABLED;
import static io.seldoningress.settings.AllSettings.PREDICTIVE_UNIT_GRPC_PORT;
import static io.seldoningress.settings.AllSettings.PREDICTIVE_UNIT_HTTP_PORT;
import static io.seldoningress.settings.AllSettings.QUEUE_MAXIMUM_RETRIES;
import static io.seldoningress.settings.AllSettings.RECONCILE_MAXIMUM_REDELIVERY_DELAY;
import static io.seldoningress.settings.AllSettings.ROUTES_DIRECTORY;
import static io.seldoningress.settings.AllSettings.ROUTES_RELOAD_INTERVAL;
import static io.seldoningress.settings.AllSettings.STATUS_ENABLED;
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;
import static io.seldoningress.settings.TelemetrySettings.HEALTH_STUCK_AFTER;
import static io.seldoningress.settings.TelemetrySettings.USAGE_METRICS_ENABLED;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.apply.ApplyTarget;
import io.seldoningress.component.apply.ConditionTarget;
import io.seldoningress.component.apply.Contests;
import io.seldoningress.component.apply.KubernetesApplyComponent;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.apply.WritePermit;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.QueueHealthCheck;
import io.seldoningress.istio.Labels;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsMode;
import io.seldoningress.leader.Identity;
import io.seldoningress.leader.LeaderHealthCheck;
import io.seldoningress.leader.LeaseClusterService;
import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.reconcile.Caches;
import io.seldoningress.reconcile.ClosedBeforeRouted;
import io.seldoningress.reconcile.Conditions;
import io.seldoningress.reconcile.ContestedObjects;
import io.seldoningress.reconcile.DeadLetters;
import io.seldoningress.reconcile.DeploymentMetrics;
import io.seldoningress.reconcile.EventRecorder;
import io.seldoningress.reconcile.FailedTry;
import io.seldoningress.reconcile.Failures;
import io.seldoningress.reconcile.Findings;
import io.seldoningress.reconcile.GatewayOwnership;
import io.seldoningress.reconcile.NewestFirst;
import io.seldoningress.reconcile.ObservedGateway;
import io.seldoningress.reconcile.Owners;
import io.seldoningress.reconcile.Planner;
import io.seldoningress.reconcile.ReadinessGate;
import io.seldoningress.reconcile.Report;
import io.seldoningress.reconcile.Rivals;
import io.seldoningress.reconcile.SeldonOwnership;
import io.seldoningress.reconcile.Snapshots;
import io.seldoningress.reconcile.TlsClaims;
import io.seldoningress.reconcile.WarningEvents;
import io.seldoningress.reload.RouteReloader;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.settings.Settings;
import io.seldoningress.telemetry.Metrics;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** Puts the parts together: components, the beans that the routes name, and the routes. */
public final class Controller {

  private final Settings settings;
  private final KubernetesClient client;
  private final String identity;
  private final MeterRegistry metrics;

  private Controller(
      Settings settings, KubernetesClient client, String identity, MeterRegistry metrics) {
    this.settings = settings;
    this.client = client;
    this.identity = identity;
    this.metrics = metrics;
  }

  /**
   * The controller as a Camel Main, to be run or started.
   *
   * @param settings the settings
   * @param client the connection to the cluster; the caller closes it
   */
  public static Main camel(Settings settings, KubernetesClient client) {
    return camel(settings, client, Identity.unique());
  }

  /**
   * As {@link #camel(Settings, KubernetesClient)}.
   *
   * @param identity this process among its replicas
   */
  public static Main camel(Settings settings, KubernetesClient client, String identity) {
    return camel(settings, client, identity, Metrics.registry());
  }

  /**
   * As {@link #camel(Settings, KubernetesClient)}.
   *
   * @param identity this process among its replicas
   * @param metrics where the program's metrics are shown
   */
  public static Main camel(
      Settings settings, KubernetesClient client, String identity, MeterRegistry metrics) {
    Controller controller = new Controller(settings, client, identity, metrics);
    Main main = new Main();
    main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);
    // All routes are read by the reloader, all properties by the settings.
    main.configure()
        .withRoutesIncludePattern("false")
        .withAutoConfigurationLogSummary(false)
        .withAutoConfigurationEnvironmentVariablesEnabled(false);
    // Below the 30 seconds that Kubernetes gives, for exchanges in flight; what waits in a queue is
    // not waited for.
    main.configure().withShutdownTimeout(10);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(controller.properties());
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            controller.wire(configured.getCamelContext());
          }
        });
    return main;
  }

  private Properties properties() {
    Properties properties = settings.camelProperties();
    properties.putAll(KeptGateway.placeholders(settings));
    properties.putAll(Management.properties(settings));
    return properties;
  }

  private void wire(CamelContext context) {
    KubernetesInformerComponent informers =
        context.getComponent("kubernetes-informer", KubernetesInformerComponent.class);
    informers.setKubernetesClient(client);
    informers.measure(metrics, Metrics.PREFIX);
    Caches caches =
        Caches.watch(
            informers,
            Set.copyOf(settings.get(WATCH_NAMESPACES)),
            KeptGateway.watchedNamespaces(settings),
            routing());
    // What was looked at before is told of Gateways now.
    var unused =
        caches.gateways().syncedLate().thenRun(() -> informers.wakeAll(SeldonDeployment.class));
    WritePermit permit =
        settings.get(LEADER_ELECTION_ENABLED)
            ? electLeader(context, informers.synced())
            : WritePermit.always();
    OwnershipPolicy ownership =
        new GatewayOwnership(
            settings.get(CONTROLLER_ID), new SeldonOwnership(caches.deployments()));
    Contests contests = new Contests(pace());
    wireApply(
        context.getComponent("kubernetes-apply", KubernetesApplyComponent.class),
        caches,
        ownership,
        permit,
        contests);
    EventRecorder events = events(context, permit);
    TlsClaims claims = new TlsClaims(routing(), settings.get(CONTROLLER_ID), caches::usersOf);
    ReadinessWiring readiness = new ReadinessWiring(settings, informers);
    readiness.bind(context.getRegistry(), caches);
    readiness.show(metrics, Management.leads(context));
    bindSteps(context.getRegistry(), caches, ownership, contests, claims, readiness.gate());
    new GatewayWiring(settings, client, permit, informers)
        .bind(
            context.getRegistry(),
            caches,
            ownership,
            claims,
            events,
            metrics,
            Management.leads(context));
    DeadLetters letters = bindFailures(context, caches, events);
    show(context, caches, letters, informers);
    // A new step is to take effect on what is there already.
    addRoutes(context, () -> informers.wakeAll(SeldonDeployment.class));
  }

  /** Before the routes are added, so that it ends after them. */
  private WritePermit electLeader(CamelContext context, CompletionStage<?> ready) {
    LeaseClusterService service =
        new LeaseClusterService(
            client, LeaderElection.options(settings, client.getNamespace(), identity), ready);
    addService(context, service);
    context.getRegistry().bind("leader-election", new LeaderHealthCheck(service));
    return service.writePermit();
  }

  private void wireApply(
      KubernetesApplyComponent apply,
      Caches caches,
      OwnershipPolicy ownership,
      WritePermit permit,
      Contests contests) {
    apply.setKubernetesClient(client);
    apply.measure(metrics, Metrics.PREFIX);
    apply.setContests(contests);
    apply.setWritePermit(permit);
    if (routing().access().isPresent()) {
      apply.setWriteCondition(new ClosedBeforeRouted(apply, contests));
    }
    apply.setFieldManager(Labels.MANAGER);
    apply.setOwnershipPolicy(ownership);
    caches.owned().targets().forEach(apply::register);
    apply.register(new ApplyTarget<>(ObservedGateway.class, caches.gateways()));
    apply.register(new ConditionTarget<>(SeldonDeployment.class, caches.deployments()));
  }

  private void bindSteps(
      Registry registry,
      Caches caches,
      OwnershipPolicy ownership,
      Contests contests,
      TlsClaims claims,
      ReadinessGate readiness) {
    registry.bind("tlsClaims", claims);
    String controllerId = settings.get(CONTROLLER_ID);
    Findings findings = new Findings(routing());
    Rivals rivals = new Rivals(caches, findings, routing(), controllerId);
    registry.bind(
        "snapshot",
        new Snapshots(caches, ownership, findings, routing(), claims, controllerId, readiness));
    registry.bind("plan", new Planner(findings, routing(), controllerId));
    registry.bind("rivals", rivals);
    registry.bind("contestedObjects", new ContestedObjects(contests));
    registry.bind("owners", new Owners(caches, rivals));
    registry.bind(
        "conditions",
        new Conditions(
            settings.get(STATUS_ENABLED),
            routing(),
            settings.get(CONTROLLER_ID),
            caches.deployments()::get,
            Clock.systemUTC(),
            System::nanoTime));
  }

  private EventRecorder events(CamelContext context, WritePermit permit) {
    Clock clock = Clock.systemUTC();
    EventRecorder events =
        new EventRecorder(new WarningEvents(new ApiRequests(client, permit), clock), clock);
    addService(context, events);
    return events;
  }

  /** Health and metrics of all that was put together. */
  private void show(
      CamelContext context,
      Caches caches,
      DeadLetters letters,
      KubernetesInformerComponent informers) {
    context
        .getRegistry()
        .bind("queues", new QueueHealthCheck(informers, settings.get(HEALTH_STUCK_AFTER)));
    BooleanSupplier leads = Management.leads(context);
    Management.showLeader(metrics, leads);
    DeploymentMetrics deployments =
        new DeploymentMetrics(caches.deployments(), settings.get(CONTROLLER_ID), leads);
    deployments.showStates(
        metrics,
        letters,
        () -> informers.queueDepths().getOrDefault("seldon-deployments", new Depth(0, 0, 0)));
    if (settings.get(USAGE_METRICS_ENABLED)) {
      deployments.showUsage(metrics);
    }
  }

  private DeadLetters bindFailures(CamelContext context, Caches caches, EventRecorder events) {
    DeadLetters deadLetters =
        new DeadLetters(
            settings.get(QUEUE_MAXIMUM_RETRIES),
            settings.get(DEAD_LETTER_RETRY_INTERVAL),
            settings.get(DEAD_LETTER_PROBE_INTERVAL),
            Clock.systemUTC());
    deadLetters.bindTo(metrics, Management.leads(context));
    Registry registry = context.getRegistry();
    registry.bind("failures", new Failures(settings.get(RECONCILE_MAXIMUM_REDELIVERY_DELAY)));
    registry.bind("failedTry", new FailedTry(deadLetters));
    registry.bind("newestFirst", new NewestFirst(metrics));
    registry.bind("deadLetters", deadLetters);
    registry.bind("dead-letter-news", newsThreads(context));
    registry.bind("report", new Report(events, caches::objectOf, metrics));
    return deadLetters;
  }

  private Contests.Pace pace() {
    return new Contests.Pace(
        settings.get(CONTEST_ROUNDS),
        settings.get(CONTEST_INITIAL_DELAY),
        settings.get(CONTEST_MAXIMUM_DELAY));
  }

  /**
   * For steps of users behind dead letters, which may hang. Camel's own pool would have the routing
   * run them when it is full.
   */
  private static ExecutorService newsThreads(CamelContext context) {
    return context
        .getExecutorServiceManager()
        .newThreadPool(
            context,
            "dead-letter-news",
            new ThreadPoolProfileBuilder("dead-letter-news")
                .poolSize(4)
                .maxPoolSize(4)
                .maxQueueSize(1000)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                .build());
  }

  private RoutingSettings routing() {
    return new RoutingSettings(
        settings.get(ISTIO_GATEWAY),
        settings.get(ISTIO_TLS_MODE).map(TlsMode::parse),
        settings.get(EXECUTOR_SERVER_PORT),
        settings.get(EXECUTOR_SERVER_GRPC_PORT),
        settings.get(PREDICTIVE_UNIT_HTTP_PORT),
        settings.get(PREDICTIVE_UNIT_GRPC_PORT),
        settings.get(EXPLAINER_PORT),
        settings.get(CLUSTER_DOMAIN),
        KeptGateway.policy(settings),
        Access.policy(settings),
        Tenants.policy(settings));
  }

  private void addRoutes(CamelContext context, Runnable updated) {
    addService(
        context,
        new RouteReloader(
            settings.get(ROUTES_DIRECTORY), settings.get(ROUTES_RELOAD_INTERVAL), updated));
  }

  private static void addService(CamelContext context, Service service) {
    try {
      context.addService(service);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(service + " could not be started", e);
    }
  }
}
