package io.seldoningress.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A context in which routes are built and never run: endpoints are resolved, beans and placeholders
 * looked up as in the running context, consumers and producers made, but nothing is started. So
 * nothing connects and nothing is consumed.
 */
final class ScratchContext {
  private final DefaultCamelContext context = new DefaultCamelContext(false);
  private final RunningBeans beans;
  private final List<Route> routes = new ArrayList<>();

  /**
   * Makes a context for one use.
   *
   * @param running the context whose beans, properties and components are to be found
   * @param hiddenBeans names of beans in there that are not to be found
   */
  ScratchContext(CamelContext running, Set<String> hiddenBeans) {
    beans = new RunningBeans(running.getRegistry(), hiddenBeans);
    context.disableJMX();
    context.getCamelContextExtension().setName(running.getName() + "-scratch");
    context.getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
    context.setApplicationContextClassLoader(running.getApplicationContextClassLoader());
    context.getPropertiesComponent().addPropertiesSource(new RunningProperties(running));
    context.build();
    ComponentResolver byName = PluginHelper.getComponentResolver(context);
    context
        .getCamelContextExtension()
        .addContextPlugin(ComponentResolver.class, new ComponentCopies(running, byName));
    context.addLifecycleStrategy(new Collector());
  }

  /**
   * Builds all routes of these files.
   *
   * @throws InvalidRoutesException that says what can't be built
   */
  void build(RouteFiles files) {
    try {
      RoutesLoading.load(context, files.all());
      throwIfAny(RouteChecks.missingConfigurations(context));
      initialize();
      throwIfAny(RouteChecks.clashes(routes));
    } finally {
      drop();
    }
  }

  private void initialize() {
    try {
      context.init();
    } catch (Exception e) {
      throw new InvalidRoutesException(placeOf(e) + Reason.of(e), e);
    }
  }

  private String placeOf(Exception error) {
    Optional<String> route = Reason.routeOf(error);
    return route
            .map(context::getRouteDefinition)
            .map(definition -> definition.getResource())
            .map(file -> file.getLocation() + ": ")
            .orElse("")
        + route.map("route %s: "::formatted).orElse("");
  }

  /**
   * The context as a whole is not stopped: its routes hold beans of the running one, and would stop
   * those. What is its own has no threads and no connections before a start.
   */
  private void drop() {
    beans.giveBack();
    for (Endpoint endpoint : context.getEndpoints()) {
      ServiceHelper.stopAndShutdownService(endpoint);
    }
    for (String name : context.getComponentNames()) {
      Component component = context.hasComponent(name);
      ServiceHelper.stopAndShutdownService(component);
    }
    context.getExecutorServiceManager().shutdown();
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidRoutesException(problems);
    }
  }

  /** Gathers the routes that are made; a context lists only those that were started. */
  private final class Collector extends LifecycleStrategySupport {
    @Override
    public void onRouteContextCreate(Route route) {
      routes.add(route);
    }
  }

  private record RunningProperties(CamelContext running) implements PropertiesSource {
    @Override
    public String getName() {
      return "running";
    }

    @Override
    public String getProperty(String name) {
      return running.getPropertiesComponent().resolveProperty(name).orElse(null);
    }
  }
}
