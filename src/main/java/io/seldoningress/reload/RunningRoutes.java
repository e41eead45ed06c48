package io.seldoningress.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.RouteStartupOrder;

/** The routes of the folder within the running context; routes of other origin are left alone. */
final class RunningRoutes {
  private final CamelContext context;
  private final Model model;
  private final List<RouteDefinition> routes = new ArrayList<>();
  private final List<RouteConfigurationDefinition> configurations = new ArrayList<>();
  private final List<RouteTemplateDefinition> templates = new ArrayList<>();
  private final List<BeanFactoryDefinition<?>> beans = new ArrayList<>();

  RunningRoutes(CamelContext context) {
    this.context = context;
    this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  /** The names of the beans that files have defined. */
  Set<String> beans() {
    return new HashSet<>(beans.stream().map(BeanFactoryDefinition::getName).toList());
  }

  /**
   * Loads files, and starts their routes if the context is started.
   *
   * @throws InvalidRoutesException if that fails; what was loaded until then stays
   */
  void add(Collection<RouteFile> files) {
    List<RouteDefinition> oldRoutes = List.copyOf(model.getRouteDefinitions());
    List<RouteConfigurationDefinition> oldConfigurations =
        List.copyOf(model.getRouteConfigurationDefinitions());
    List<RouteTemplateDefinition> oldTemplates = List.copyOf(model.getRouteTemplateDefinitions());
    List<BeanFactoryDefinition<?>> oldBeans = List.copyOf(model.getCustomBeans());
    try {
      RoutesLoading.load(context, files);
    } finally {
      remember(routes, oldRoutes, model.getRouteDefinitions());
      remember(configurations, oldConfigurations, model.getRouteConfigurationDefinitions());
      remember(templates, oldTemplates, model.getRouteTemplateDefinitions());
      remember(beans, oldBeans, model.getCustomBeans());
    }
  }

  private static <T> void remember(List<T> ours, List<T> before, List<T> after) {
    after.stream().filter(one -> !before.contains(one)).forEach(ours::add);
  }

  /**
   * Ends the routes of some files; exchanges in flight are waited for.
   *
   * @throws InvalidRoutesException if a route can't be stopped
   */
  void remove(Set<String> files) {
    remove(
        route -> route.getResource() != null && files.contains(route.getResource().getLocation()));
  }

  /**
   * Ends all routes, and takes away all else that the files have defined.
   *
   * @throws InvalidRoutesException if a route can't be stopped
   */
  void removeAll() {
    remove(route -> true);
    model.getRouteConfigurationDefinitions().removeAll(configurations);
    configurations.clear();
    model.getRouteTemplateDefinitions().removeAll(templates);
    templates.clear();
    model.getCustomBeans().removeAll(beans);
    beans().forEach(context.getRegistry()::unbind);
    beans.clear();
  }

  private void remove(Predicate<RouteDefinition> which) {
    List<RouteDefinition> ending = routes.stream().filter(which).toList();
    try {
      drain(ending.stream().map(RouteDefinition::getRouteId).toList());
      for (RouteDefinition route : ending) {
        context.getRouteController().stopRoute(route.getRouteId());
        context.removeRoute(route.getRouteId());
        model.getRouteDefinitions().remove(route);
        routes.remove(route);
      }
    } catch (Exception e) {
      throw new InvalidRoutesException("routes can't be stopped: " + Reason.of(e), e);
    }
  }

  /**
   * Suspends all these routes together: direct endpoints are left open until the exchanges of the
   * routes that call them are through. Suspended, not stopped at once, since Camel rejects an
   * exchange that enters while a route stops, and callers wait at a direct endpoint that is closed.
   */
  private void drain(Collection<String> ids) throws Exception {
    List<RouteStartupOrder> started =
        context.getCamelContextExtension().getRouteStartupOrder().stream()
            .filter(order -> ids.contains(order.getRoute().getRouteId()))
            .toList();
    context.getShutdownStrategy().suspend(context, started);
  }
}
