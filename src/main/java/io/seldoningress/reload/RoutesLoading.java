package io.seldoningress.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Loads files into a context: beans first, then configurations, routes and templated routes, so
 * that the order of the files does not matter.
 */
final class RoutesLoading {
  private final CamelContext context;
  private final List<Source> sources = new ArrayList<>();

  private RoutesLoading(CamelContext context) {
    this.context = context;
  }

  /**
   * Loads the files.
   *
   * @throws InvalidRoutesException that names the first file that can't be loaded
   */
  static void load(CamelContext context, Collection<RouteFile> files) {
    new RoutesLoading(context).load(files);
  }

  private void load(Collection<RouteFile> files) {
    // A loader of its own each time: it remembers the beans of a file that it failed to load.
    DefaultRoutesLoader loader = new DefaultRoutesLoader(context);
    ServiceHelper.startService(loader);
    for (RouteFile file : files) {
      if (!file.isEmpty()) {
        inFile(file.name(), () -> read(loader, file));
      }
    }
    forEach(source -> context.addRoutesConfigurations(source.builder()));
    forEach(source -> source.builder().configureRoutes(context));
    throwIfTwice();
    forEach(source -> context.addRoutes(source.builder()));
    forEach(source -> context.addTemplatedRoutes(source.builder()));
  }

  private void read(DefaultRoutesLoader loader, RouteFile file) throws Exception {
    for (RoutesBuilder builder : loader.findRoutesBuilders(List.of(file.resource()))) {
      sources.add(new Source(file.name(), (RouteConfigurationBuilder) builder));
    }
  }

  /** Camel would put the second route of an id in the place of the first. */
  private void throwIfTwice() {
    Map<String, String> fileOfId = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Source source : sources) {
      source
          .ids()
          .forEach(
              id -> {
                String other = fileOfId.putIfAbsent(id, source.file());
                if (other != null) {
                  problems.add(
                      "%s: %s is there twice, also in %s".formatted(source.file(), id, other));
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new InvalidRoutesException(problems);
    }
  }

  private void forEach(Step<Source> step) {
    sources.forEach(source -> inFile(source.file(), () -> step.run(source)));
  }

  private static void inFile(String file, Action action) {
    try {
      action.run();
    } catch (Exception e) {
      String route = Reason.routeOf(e).map("route %s: "::formatted).orElse("");
      throw new InvalidRoutesException(file + ": " + route + Reason.of(e), e);
    }
  }

  private record Source(String file, RouteConfigurationBuilder builder) {
    Stream<String> ids() {
      return Stream.of(
              ids("route ", builder.getRouteCollection().getRoutes()),
              ids("routeTemplate ", builder.getRouteTemplateCollection().getRouteTemplates()))
          .flatMap(ids -> ids);
    }

    private static Stream<String> ids(
        String kind, List<? extends OptionalIdentifiedDefinition<?>> definitions) {
      return definitions.stream()
          .filter(definition -> definition.getId() != null)
          .map(definition -> kind + definition.getId());
    }
  }

  private interface Step<T> {
    void run(T of) throws Exception;
  }

  private interface Action {
    void run() throws Exception;
  }
}
