package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** What exchanges brought, each as {@code name=value}, or {@code name DELETED}. */
final class Received implements Processor {

  private final List<String> all = new CopyOnWriteArrayList<>();

  @Override
  public void process(Exchange exchange) {
    all.add(describe(exchange));
  }

  static String describe(Exchange exchange) {
    String name = exchange.getMessage().getHeader(KubernetesInformerConstants.NAME, String.class);
    Object body = exchange.getMessage().getBody();
    return body == null ? name + " DELETED" : name + "=" + value(body);
  }

  static String value(Object body) {
    if (body instanceof ConfigMap configMap) {
      return configMap.getData().get("value");
    }
    return body instanceof GenericKubernetesResource generic ? generic.get("data", "value") : "?";
  }

  /** All so far, without those that a test only waits with. */
  List<String> all() {
    return List.copyOf(all);
  }

  List<String> withoutSentinels() {
    return all.stream().filter(one -> !one.startsWith("sentinel-")).toList();
  }

  void clear() {
    all.clear();
  }

  /** Waits until exactly these came, in any order; fails if others do. */
  void await(String... expected) {
    InformerFixture.eventually()
        .untilAsserted(() -> assertThat(withoutSentinels()).containsExactlyInAnyOrder(expected));
  }
}
