package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.testing.RequestLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** What tests of the condition IngressReady have in common. */
abstract class IngressReadyFixture extends ControllerContract {

  static final String ANY_HOST = " on any host of gateway istio-system/seldon-gateway";

  /** The condition as it is in the cluster; empty where there is none. */
  Map<String, Object> condition(String name) {
    return conditions(name).stream()
        .filter(condition -> "IngressReady".equals(condition.get("type")))
        .findFirst()
        .orElse(Map.of());
  }

  List<Map<String, Object>> conditions(String name) {
    GenericKubernetesResource found = deployment(name).get();
    List<Map<String, Object>> list = found == null ? null : found.get("status", "conditions");
    return list == null ? List.of() : list;
  }

  Map<String, Object> awaitCondition(String name, String status, String reason) {
    return eventually()
        .until(
            () -> condition(name),
            found -> status.equals(found.get("status")) && reason.equals(found.get("reason")));
  }

  void awaitRouted(String name) {
    Map<String, Object> found = awaitCondition(name, "True", "Routed");
    assertThat(found)
        .containsEntry("message", "/seldon/%s/%s/".formatted(namespace, name) + ANY_HOST);
  }

  /** The writes of conditions so far, for one SeldonDeployment, accepted or not. */
  List<Entry> statusWrites(String name) {
    return requests().writes().stream()
        .filter(entry -> entry.path().endsWith("/" + name + "/status"))
        .toList();
  }

  /** Writes as the one who owns the rest of the status, by a merge patch. */
  void patchStatus(String name, String status) {
    GenericKubernetesResource unused =
        deployment(name)
            .subresource("status")
            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + status + "}");
  }

  /** The names of SeldonDeployments that have a turn, from now on: one for each turn. */
  List<String> recordTurns() {
    Set<Turn> turns = ConcurrentHashMap.newKeySet();
    List<String> names = new CopyOnWriteArrayList<>();
    controller
        .context()
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              @Override
              public void notify(CamelEvent event) {
                // Each step of a split has an exchange of its own, which belongs to the same turn.
                if (event instanceof ExchangeCreatedEvent created
                    && "seldon-deployments".equals(created.getExchange().getFromRouteId())) {
                  Turn.of(created.getExchange())
                      .filter(turns::add)
                      .ifPresent(turn -> names.add(turn.key().name()));
                }
              }
            });
    return names;
  }

  /** The conditions without ours. */
  static List<Map<String, Object>> ofOthers(List<Map<String, Object>> conditions) {
    List<Map<String, Object>> others = new ArrayList<>(conditions);
    others.removeIf(condition -> "IngressReady".equals(condition.get("type")));
    return others;
  }
}
