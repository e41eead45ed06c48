package io.seldoningress;

import static io.seldoningress.settings.AllSettings.CLUSTER_DOMAIN;
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
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seldoningress.component.apply.ApplyTarget;
import io.seldoningress.component.apply.KubernetesApplyComponent;
import io.seldoningress.component.apply.WritePermit;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.istio.Labels;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsMode;
import io.seldoningress.leader.Identity;
import io.seldoningress.leader.LeaderHealthCheck;
import io.seldoningress.leader.LeaseClusterService;
import io.seldoningress.reconcile.Caches;
import io.seldoningress.reconcile.DeadLetters;
import io.seldoningress.reconcile.EventRecorder;
import io.seldoningress.reconcile.FailedTry;
import io.seldoningress.reconcile.Failures;
import io.seldoningress.reconcile.NewestFirst;
import io.seldoningress.reconcile.ObservedDestinationRule;
import io.seldoningress.reconcile.ObservedVirtualService;
import io.seldoningress.reconcile.Owners;
import io.seldoningress.reconcile.Planner;
import io.seldoningress.reconcile.Report;
import io.seldoningress.reconcile.Rivals;
import io.seldoningress.reconcile.SeldonOwnership;
import io.seldoningress.reconcile.Snapshots;
import io.seldoningress.reconcile.WarningEvents;
import io.seldoningress.reload.RouteReloader;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.settings.Settings;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;

/** Puts the parts together: components, the beans that the routes name, and the routes. */
public final class Controller {

  private final Settings settings;
  private final KubernetesClient client;
  private final String identity;

  private Controller(Settings settings, KubernetesClient client, String identity) {
    this.settings = settings;
    this.client = client;
    this.identity = identity;
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
    Controller controller = new Controller(settings, client, identity);
    Main main = new Main();
    // All routes are read by the reloader, all properties by the settings.
    main.configure()
        .withRoutesIncludePattern("false")
        .withAutoConfigurationEnvironmentVariablesEnabled(false);
    // Below the 30 seconds that Kubernetes gives, for exchanges in flight; what waits in a queue is
    // not waited for.
    main.configure().withShutdownTimeout(10);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(settings.camelProperties());
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            controller.wire(configured.getCamelContext());
          }
        });
    return main;
  }

  private void wire(CamelContext context) {
    KubernetesInformerComponent informers =
        context.getComponent("kubernetes-informer", KubernetesInformerComponent.class);
    informers.setKubernetesClient(client);
    Caches caches = Caches.watch(informers, Set.copyOf(settings.get(WATCH_NAMESPACES)));
    WritePermit permit =
        settings.get(LEADER_ELECTION_ENABLED)
            ? electLeader(context, informers.synced())
            : WritePermit.always();
    SeldonOwnership ownership = new SeldonOwnership(caches.deployments());
    wireApply(
        context.getComponent("kubernetes-apply", KubernetesApplyComponent.class),
        caches,
        ownership,
        permit);
    bindSteps(context.getRegistry(), caches, ownership);
    bindFailures(context, caches, metrics(context));
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
      SeldonOwnership ownership,
      WritePermit permit) {
    apply.setKubernetesClient(client);
    apply.setWritePermit(permit);
    apply.setFieldManager(Labels.MANAGER);
    apply.setOwnershipPolicy(ownership);
    apply.register(new ApplyTarget<>(ObservedVirtualService.class, caches.virtualServices()));
    apply.register(new ApplyTarget<>(ObservedDestinationRule.class, caches.destinationRules()));
  }

  private void bindSteps(Registry registry, Caches caches, SeldonOwnership ownership) {
    registry.bind("snapshot", new Snapshots(caches, ownership));
    registry.bind("plan", new Planner(routing(), settings.get(CONTROLLER_ID)));
    registry.bind("rivals", new Rivals(caches.deployments()::get));
    registry.bind("owners", new Owners(caches));
  }

  private void bindFailures(CamelContext context, Caches caches, MeterRegistry metrics) {
    Clock clock = Clock.systemUTC();
    EventRecorder events = new EventRecorder(new WarningEvents(client, clock), clock);
    addService(context, events);
    DeadLetters deadLetters =
        new DeadLetters(
            settings.get(QUEUE_MAXIMUM_RETRIES),
            settings.get(DEAD_LETTER_RETRY_INTERVAL),
            settings.get(DEAD_LETTER_PROBE_INTERVAL),
            clock);
    deadLetters.bindTo(metrics);
    Registry registry = context.getRegistry();
    registry.bind("failures", new Failures(settings.get(RECONCILE_MAXIMUM_REDELIVERY_DELAY)));
    registry.bind("failedTry", new FailedTry(deadLetters));
    registry.bind("newestFirst", new NewestFirst());
    registry.bind("deadLetters", deadLetters);
    registry.bind("report", new Report(events, caches.deployments()::get, metrics));
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
        settings.get(CLUSTER_DOMAIN));
  }

  private static MeterRegistry metrics(CamelContext context) {
    MeterRegistry registry = new SimpleMeterRegistry();
    context.getRegistry().bind("metrics", registry);
    return registry;
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
