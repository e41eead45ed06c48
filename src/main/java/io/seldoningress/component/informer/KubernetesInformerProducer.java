package io.seldoningress.component.informer;

import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Wakes objects: puts their keys into the queues of the routes of this context that consume the
 * resource, whatever their other options. The body is a {@link ResourceKey} or a collection of
 * them; otherwise the headers name one object.
 */
public class KubernetesInformerProducer extends DefaultProducer {

  private final KubernetesInformerEndpoint endpoint;

  public KubernetesInformerProducer(KubernetesInformerEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    List<ResourceKey> keys = keys(exchange);
    for (ResourceInformer<?> informer :
        endpoint.getComponent().informers().of(endpoint.groupVersionResource())) {
      keys.forEach(informer::wake);
    }
  }

  private static ResourceKey key(Object item) {
    if (item instanceof ResourceKey key) {
      return key;
    }
    throw new IllegalArgumentException(
        "nothing to wake: the body has %s among its keys"
            .formatted(item == null ? "null" : "a " + item.getClass().getName()));
  }

  private static List<ResourceKey> keys(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof ResourceKey key) {
      return List.of(key);
    }
    if (body instanceof Collection<?> collection) {
      return collection.stream().map(KubernetesInformerProducer::key).toList();
    }
    String name = exchange.getMessage().getHeader(KubernetesInformerConstants.NAME, String.class);
    if (name == null) {
      throw new IllegalArgumentException(
          "nothing to wake: the body is no ResourceKey and the header %s is missing"
              .formatted(KubernetesInformerConstants.NAME));
    }
    return List.of(
        new ResourceKey(
            exchange.getMessage().getHeader(KubernetesInformerConstants.NAMESPACE, String.class),
            name));
  }
}
