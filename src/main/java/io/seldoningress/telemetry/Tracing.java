package io.seldoningress.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * Traces of exchanges and their steps, by OpenTelemetry, or none. Where they go is said by its own
 * environment variables, {@code OTEL_EXPORTER_OTLP_ENDPOINT} above all. Metrics and log lines have
 * ways of their own, so only spans are sent.
 */
public final class Tracing implements AutoCloseable {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "seldon-istio-ingress",
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  private final Optional<OpenTelemetrySdk> sdk;

  private Tracing(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
  }

  /**
   * Begins to send spans, where they are wanted. To be closed, which sends those that are left.
   *
   * @param enabled whether they are; nothing of OpenTelemetry is loaded else
   */
  public static Tracing of(boolean enabled) {
    return new Tracing(enabled ? Optional.of(sdk()) : Optional.empty());
  }

  private static OpenTelemetrySdk sdk() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> DEFAULTS)
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  /** Has Camel trace its exchanges, before it starts. */
  public void bindTo(Main camel) {
    sdk.ifPresent(
        telemetry -> {
          camel.bind("openTelemetryTracer", telemetry.getTracer("io.seldoningress"));
          camel.bind("openTelemetryPropagators", telemetry.getPropagators());
          camel.addInitialProperty("camel.opentelemetry2.enabled", "true");
          // At SIGTERM the JVM waits for Camel to stop, and for nothing after that.
          camel.addMainListener(
              new MainListenerSupport() {
                @Override
                public void afterStop(BaseMainSupport main) {
                  telemetry.close();
                }
              });
        });
  }

  @Override
  public void close() {
    sdk.ifPresent(OpenTelemetrySdk::close);
  }
}
