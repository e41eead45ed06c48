package io.seldoningress.reload;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.PluginHelper;

/**
 * Gives a context components of its own, with the options that those of the running context have.
 * One component can't be in two contexts. A component needs a constructor without parameters, and a
 * getter and a setter for each option, as Camel wants it.
 */
final class ComponentCopies implements ComponentResolver {
  private final CamelContext running;
  private final ComponentResolver byName;

  ComponentCopies(CamelContext running, ComponentResolver byName) {
    this.running = running;
    this.byName = byName;
  }

  @Override
  public Component resolveComponent(String name, CamelContext context) throws Exception {
    Component original = running.hasComponent(name);
    if (original == null) {
      original = running.getRegistry().lookupByNameAndType(name, Component.class);
    }
    return original == null ? byName.resolveComponent(name, context) : copy(original, context);
  }

  private static Component copy(Component original, CamelContext context) throws Exception {
    Component copy = context.getInjector().newInstance(original.getClass(), false);
    copy.setCamelContext(context);
    BeanIntrospection introspection = PluginHelper.getBeanIntrospection(context);
    Map<String, Object> options = new HashMap<>();
    introspection.getProperties(original, options, null, false);
    options.remove("camelContext");
    for (Map.Entry<String, Object> option : options.entrySet()) {
      introspection.setProperty(context, copy, option.getKey(), option.getValue());
    }
    return copy;
  }
}
