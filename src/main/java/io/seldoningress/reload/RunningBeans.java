package io.seldoningress.reload;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;

/**
 * The beans of the running context, as another context may see them. Components are hidden: a
 * context takes over and stops those that it finds.
 */
final class RunningBeans implements BeanRepository {
  private final Registry registry;
  private final Set<String> hidden;
  private final IdentityHashMap<CamelContextAware, CamelContext> lent = new IdentityHashMap<>();

  RunningBeans(Registry registry, Set<String> hidden) {
    this.registry = registry;
    this.hidden = Set.copyOf(hidden);
  }

  /** Camel tells beans that are aware of it their context: afterwards it has to be the old one. */
  void giveBack() {
    lent.forEach(CamelContextAware::setCamelContext);
  }

  @Override
  public Object lookupByName(String name) {
    return hidden.contains(name) ? null : lend(registry.lookupByName(name));
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    return hidden.contains(name) ? null : lend(registry.lookupByNameAndType(name, type));
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    Map<String, T> found = new LinkedHashMap<>(registry.findByTypeWithName(type));
    found.keySet().removeAll(hidden);
    found.values().removeIf(bean -> lend(bean) == null);
    return found;
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return findByTypeWithName(type).values().stream().collect(Collectors.toSet());
  }

  private <T> T lend(T bean) {
    if (bean instanceof Component) {
      return null;
    }
    if (bean instanceof CamelContextAware aware && aware.getCamelContext() != null) {
      lent.putIfAbsent(aware, aware.getCamelContext());
    }
    return bean;
  }
}
