package io.seldoningress.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step {@code report}: tells people what can't be routed, once until it changes. */
public final class Report {

  private static final Logger log = LoggerFactory.getLogger(Report.class);

  /** The exchange property that keeps the plan while its parts are applied. */
  public static final String PLAN = "plan";

  private final WarningEvents events;

  /** What was said last of each SeldonDeployment that is not routed as it says. */
  private final Map<ResourceKey, List<Refusal>> said = new ConcurrentHashMap<>();

  public Report(WarningEvents events) {
    this.events = events;
  }

  /**
   * Tells what a plan refuses, by a Warning Event for each reason and a log line; or that all is
   * well again.
   *
   * @param plan the body, which stays
   */
  public void planned(@Body Plan plan) {
    if (!plan.refusals().isEmpty()) {
      say(plan.key(), plan.deployment(), plan.refusals());
    } else if (said.remove(plan.key()) != null && plan.deployment().isPresent()) {
      log.info("SeldonDeployment {} is routed as it says again", plan.key());
    }
  }

  /**
   * Tells that an exchange failed for good; its object comes back after a while.
   *
   * @param failure the exception
   * @param plan the exchange property {@code plan}, if it got so far
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   */
  public void failed(
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
      @ExchangeProperty(PLAN) Plan plan,
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    Reason reason = Failures.reasonOf(failure);
    if (reason == Reason.STEP_FAILED) {
      log.warn("a step failed for {}/{}", namespace, name, failure);
    }
    Optional<SeldonDeployment> deployment = plan == null ? Optional.empty() : plan.deployment();
    say(
        new ResourceKey(namespace, name),
        deployment,
        List.of(new Refusal(reason, message(failure))));
  }

  private void say(ResourceKey key, Optional<SeldonDeployment> deployment, List<Refusal> refusals) {
    if (refusals.equals(said.put(key, refusals))) {
      return;
    }
    refusals.forEach(
        refusal ->
            log.warn(
                "{} not routed: {}: {}", key, refusal.reason().eventReason(), refusal.message()));
    // What passes by itself within seconds is for the log, not for the user of the
    // SeldonDeployment.
    List<Refusal> lasting =
        refusals.stream().filter(refusal -> !refusal.reason().passing()).toList();
    deployment.ifPresent(
        object -> byReason(lasting).forEach((reason, message) -> write(object, reason, message)));
  }

  private static Map<Reason, String> byReason(List<Refusal> refusals) {
    return refusals.stream()
        .collect(
            Collectors.groupingBy(
                Refusal::reason, Collectors.mapping(Refusal::message, Collectors.joining("; "))));
  }

  /** An Event that can't be written must not keep routes from being written. */
  private void write(SeldonDeployment deployment, Reason reason, String message) {
    try {
      events.write(deployment, reason, message);
    } catch (KubernetesClientException e) {
      log.warn("could not write an Event on {}: {}", deployment, e.getMessage());
    }
  }

  /**
   * What the innermost exception says, in one line. Camel's own wrap it into texts with an id of
   * the exchange, which would make each try a new message.
   */
  private static String message(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof KubernetesClientException)) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
