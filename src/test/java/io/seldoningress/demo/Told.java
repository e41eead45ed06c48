package io.seldoningress.demo;

import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.reconcile.Failures;
import io.seldoningress.reconcile.Plan;
import io.seldoningress.reconcile.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;

/**
 * Listens to what the controller finds wrong with SeldonDeployments: the text of its Warning
 * Events. The Events themselves stay when all is well again, and say nothing of the present.
 */
final class Told extends ExchangeListener {

  private static final String ROUTE = "seldon-deployments";

  private final Map<ResourceKey, List<Refusal>> refusals = new ConcurrentHashMap<>();
  private volatile Runnable listener = () -> {};

  Told() {
    super(ROUTE);
  }

  /** Has {@code action} run each time the controller is done with a SeldonDeployment. */
  void onLook(Runnable action) {
    listener = action;
  }

  /** Why each SeldonDeployment that the controller has looked at is not routed as it says. */
  Map<ResourceKey, List<Refusal>> refusals() {
    return Map.copyOf(refusals);
  }

  @Override
  void done(CamelEvent event, Exchange exchange) {
    Plan plan = exchange.getProperty(Plan.PROPERTY, Plan.class);
    if (event instanceof ExchangeFailedEvent) {
      refusals.put(
          key(exchange.getMessage()), List.of(Failures.refusalOf(Failures.caught(exchange))));
    } else if (plan != null) {
      refusals.put(plan.key(), plan.refusals());
    }
    listener.run();
  }

  private static ResourceKey key(Message message) {
    return new ResourceKey(
        message.getHeader(KubernetesInformerConstants.NAMESPACE, String.class),
        message.getHeader(KubernetesInformerConstants.NAME, String.class));
  }
}
