package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Which objects a route was handed, each as {@code name}, or {@code name -} without a body. */
final class HandedOver implements Processor {

  /** One exchange; the body may be null. */
  private record One(String name, String resource, Object body) {

    @Override
    public String toString() {
      return body == null ? name + " -" : name;
    }
  }

  private final List<One> all = new CopyOnWriteArrayList<>();

  @Override
  public void process(Exchange exchange) {
    all.add(
        new One(
            exchange.getMessage().getHeader(KubernetesInformerConstants.NAME, String.class),
            exchange.getMessage().getHeader(KubernetesInformerConstants.RESOURCE, String.class),
            exchange.getMessage().getBody()));
  }

  /** Waits until exactly these were handed over, in any order. */
  void await(String... expected) {
    InformerFixture.eventually()
        .untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder(expected));
  }

  /** The same; after it only what comes later counts. */
  void awaitAndForget(String... expected) {
    await(expected);
    all.clear();
  }

  List<String> names() {
    return all.stream().map(One::toString).toList();
  }

  /** The resources that the exchanges named. */
  List<String> resources() {
    return all.stream().map(One::resource).distinct().toList();
  }

  /** The bodies that there were. */
  List<Object> bodies() {
    return all.stream().map(One::body).filter(Objects::nonNull).toList();
  }

  /** All that a route could read of the bodies. */
  String text() {
    return Serialization.asJson(bodies());
  }
}
