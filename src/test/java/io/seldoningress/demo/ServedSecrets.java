package io.seldoningress.demo;

import io.seldoningress.gateway.SecretFacts;
import io.seldoningress.gateway.TlsDecision.SecretVerdict;
import io.seldoningress.reconcile.GatewayPlan;
import io.seldoningress.reconcile.Plan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;

/**
 * Listens to what the controller decides about TLS Secrets, and tells of each sound certificate
 * that is served from then on. No Event says so, and a rotation writes nothing that could be seen.
 */
final class ServedSecrets extends ExchangeListener {

  private static final String ROUTE = "gateways";

  /** A certificate in use: of a rotation only the fingerprint differs. */
  private record Served(Optional<String> fingerprint, List<String> hosts) {}

  private final Map<String, Served> known = new HashMap<>();
  private final Consumer<String> listener;

  /**
   * @param listener gets a line for each
   */
  ServedSecrets(Consumer<String> listener) {
    super(ROUTE);
    this.listener = listener;
  }

  /**
   * The line of a certificate.
   *
   * @param secret the name of its Secret
   * @param until its last second
   */
  static String line(String secret, List<String> hosts, Instant until) {
    return "SERVED for %s: the certificate in Secret %s, valid until %s"
        .formatted(String.join(", ", hosts), secret, until);
  }

  @Override
  void done(CamelEvent event, Exchange exchange) {
    if (event instanceof ExchangeCompletedEvent
        && exchange.getProperty(Plan.PROPERTY) instanceof GatewayPlan plan) {
      plan.decision().ifPresent(decision -> decision.secrets().values().forEach(this::look));
    }
  }

  private synchronized void look(SecretVerdict verdict) {
    SecretFacts facts = verdict.facts();
    Served now = new Served(facts.certificate().fingerprint(), verdict.hosts());
    boolean sound = verdict.problems().isEmpty() && !verdict.hosts().isEmpty();
    if (sound && !Objects.equals(known.put(facts.name(), now), now)) {
      Instant until = facts.certificate().notAfter().orElseThrow();
      listener.accept(line(facts.name(), verdict.hosts(), until));
    }
  }
}
