package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.text.Excerpt;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Applies, deletes or merges what is in the body. The body stays, the result is a header. */
public class KubernetesApplyProducer extends DefaultProducer {

  private static final Logger log = LoggerFactory.getLogger(KubernetesApplyProducer.class);

  private final KubernetesApplyEndpoint endpoint;

  public KubernetesApplyProducer(KubernetesApplyEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (client() == null) {
      throw new IllegalStateException(
          "kubernetes-apply has no client: bind one KubernetesClient in the registry");
    }
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    try {
      exchange.getMessage().setHeader(KubernetesApplyConstants.RESULT, carryOut(exchange));
    } finally {
      Turn.of(exchange).ifPresent(Turn::progressed);
    }
  }

  private ApplyResult carryOut(Exchange exchange) throws InvalidPayloadException {
    return switch (endpoint.getOperation()) {
      case apply -> told(apply(body(exchange, HasMetadata.class), exchange));
      case delete -> told(delete(body(exchange, HasMetadata.class)));
      case condition -> merge(body(exchange, ConditionUpdate.class));
    };
  }

  private static <T> T body(Exchange exchange, Class<T> type) throws InvalidPayloadException {
    return exchange.getMessage().getMandatoryBody(type);
  }

  private ApplyResult told(ApplyResult result) {
    endpoint.getComponent().meters().count(result);
    if (result.outcome() == Outcome.CONTESTED) {
      log.debug("{} {} is left as it is for a while", result.kind(), result.key());
    } else if (result.outcome() != Outcome.NOOP) {
      log(result);
    }
    return result;
  }

  private static void log(ApplyResult result) {
    LoggingEventBuilder line =
        result
            .key()
            .on(log.atInfo().addKeyValue("kind", result.kind()))
            .addKeyValue("reason", result.cause());
    // Anybody chooses a name for himself.
    result
        .by()
        .map(manager -> line.addKeyValue("by", Excerpt.of(manager)))
        .orElse(line)
        .log("{}", result.outcome());
  }

  private ApplyResult apply(HasMetadata object, Exchange exchange) {
    endpoint.getComponent().getWriteCondition().check(object, exchange);
    return endpoint
        .getComponent()
        .target(object)
        .map(target -> operation(target).apply(object))
        .orElseGet(() -> applyUncompared(object));
  }

  private ApplyResult delete(HasMetadata object) {
    Optional<ApplyTarget<?>> target = endpoint.getComponent().target(object);
    if (target.isPresent() && object instanceof ObservedObject observed) {
      return new DeleteOperation<>(requests(), target.get(), endpoint.getComponent().getContests())
          .delete(observed);
    }
    boolean wasThere = permitted(client -> !client.resource(object).delete().isEmpty());
    return ApplyResult.of(wasThere ? Outcome.DELETED : Outcome.NOOP, object);
  }

  private ApplyResult merge(ConditionUpdate update) {
    ConditionTarget<?> target = endpoint.getComponent().conditionTarget(update.object());
    ApplyResult result =
        new ConditionOperation<>(requests(), target, endpoint.getFieldManager()).merge(update);
    endpoint.getComponent().meters().countCondition(result);
    ObjectCondition condition = update.condition();
    log.debug(
        "{} condition {}={} of {} {}",
        result.outcome(),
        condition.type(),
        condition.status(),
        result.kind(),
        result.key());
    return result;
  }

  private <O extends ObservedObject> ApplyOperation<O> operation(ApplyTarget<O> target) {
    return new ApplyOperation<>(
        client(),
        requests(),
        target,
        endpoint.getFieldManager(),
        endpoint.getComponent().getOwnershipPolicy(),
        endpoint.getComponent().getContests());
  }

  /** A kind without a cache, as a user's own step may apply: written each time. */
  private ApplyResult applyUncompared(HasMetadata object) {
    HasMetadata unused =
        permitted(
            client ->
                client
                    .resource(object)
                    .fieldManager(endpoint.getFieldManager())
                    .forceConflicts()
                    .serverSideApply());
    return ApplyResult.of(Outcome.PATCHED, object);
  }

  private ApiRequests requests() {
    return new ApiRequests(client(), endpoint.getComponent().getWritePermit());
  }

  /** A write by fabric8's own calls, which find the path of a kind that is not known here. */
  private <T> T permitted(Function<KubernetesClient, T> write) {
    return endpoint.getComponent().getWritePermit().write(limit -> write.apply(limited(limit)));
  }

  private KubernetesClient limited(Duration limit) {
    RequestConfig config =
        new RequestConfigBuilder(client().getConfiguration().getRequestConfig())
            .withRequestTimeout(ApiRequests.timeoutMillis(client(), limit))
            .build();
    return client()
        .adapt(NamespacedKubernetesClient.class)
        .withRequestConfig(config)
        .call(client -> client);
  }

  private KubernetesClient client() {
    return endpoint.getComponent().getKubernetesClient();
  }
}
