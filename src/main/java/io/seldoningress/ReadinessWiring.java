package io.seldoningress;

import static io.seldoningress.settings.AllSettings.CONTROLLER_ID;
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.reconcile.Caches;
import io.seldoningress.reconcile.EndpointSlices;
import io.seldoningress.reconcile.Endpoints;
import io.seldoningress.reconcile.ReadinessGate;
import io.seldoningress.reconcile.ReadinessUsers;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.settings.ReadinessSettings;
import io.seldoningress.settings.Settings;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** Puts together what says who is ready. Where that is off, no EndpointSlice is watched. */
final class ReadinessWiring {

  private final ReadinessGate gate;

  ReadinessWiring(Settings settings, KubernetesInformerComponent informers) {
    Endpoints endpoints =
        settings.get(ReadinessSettings.ENABLED) ? watch(settings, informers) : Endpoints.UNKNOWN;
    gate =
        new ReadinessGate(
            endpoints,
            settings.get(CONTROLLER_ID),
            settings.get(ReadinessSettings.HOLD_TIME),
            System::nanoTime);
  }

  private static EndpointSlices watch(Settings settings, KubernetesInformerComponent informers) {
    EndpointSlices slices =
        EndpointSlices.watch(
            informers,
            Set.copyOf(settings.get(WATCH_NAMESPACES)),
            settings.get(ReadinessSettings.LABEL_SELECTOR));
    // What was looked at before is told of endpoints now, or that nothing is known of them.
    Runnable tellAll = () -> informers.wakeAll(SeldonDeployment.class);
    var unused = slices.knownLate().thenRun(tellAll);
    slices.onLossOrReturn(tellAll);
    return slices;
  }

  /** Who says which predictors count as ready. */
  ReadinessGate gate() {
    return gate;
  }

  void bind(Registry registry, Caches caches) {
    registry.bind("readinessUsers", new ReadinessUsers(caches, gate));
  }

  /** A replica that stands by shows 0. */
  void show(MeterRegistry metrics, BooleanSupplier leads) {
    Supplier<Number> shown = () -> leads.getAsBoolean() ? gate.shifted() : 0;
    Gauge.builder("seldon.ingress.shifted.predictors", shown)
        .description("Predictors whose shares others have, because they are not ready")
        .strongReference(true)
        .register(metrics);
  }
}
