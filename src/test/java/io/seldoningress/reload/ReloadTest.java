package io.seldoningress.reload;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A context with the routes of a folder, and what its reloader logs. */
abstract class ReloadTest {
  static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  final DefaultCamelContext context = new DefaultCamelContext();
  final ListAppender<ILoggingEvent> log = new ListAppender<>();
  ProducerTemplate producer;
  RouteReloader reloader;

  @BeforeEach
  void prepare() {
    log.start();
    logger().addAppender(log);
    context.getRegistry().bind("greeter", new Greeter());
    context.getPropertiesComponent().addInitialProperty("greeting", "hello");
  }

  @AfterEach
  void end() {
    logger().detachAppender(log);
    context.stop();
  }

  void start() throws Exception {
    start(HOUR);
  }

  void start(Duration interval) throws Exception {
    reloader = new RouteReloader(folder, interval);
    context.addService(reloader);
    context.start();
    producer = context.createProducerTemplate();
  }

  String ask(String route) {
    return producer.requestBody("direct:" + route, "", String.class);
  }

  List<String> routeIds() {
    return context.getRoutes().stream().map(Route::getRouteId).toList();
  }

  void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  void version(String name, String content) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("a.yaml"), content);
  }

  /** As the kubelet does it: the link is made beside and renamed into place. */
  void swap(String version) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
    Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  List<String> messages(Level level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  static Logger logger() {
    return (Logger) LoggerFactory.getLogger(RouteReloader.class);
  }

  static String route(String id, String body) {
    return """
        - route:
            id: %1$s
            from:
              uri: direct:%1$s
              steps:
                - setBody: {constant: "%2$s"}
        """
        .formatted(id, body);
  }

  static String failing() {
    return """
        - route:
            id: a
            from:
              uri: direct:a
              steps:
                - throwException: {exceptionType: java.lang.IllegalStateException, message: failed}
        """;
  }

  static String onException(String body) {
    return """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  handled: {constant: "true"}
                  steps:
                    - setBody: {constant: "%s"}
        """
        .formatted(body);
  }

  static String template(String body) {
    return """
        - routeTemplate:
            id: answering
            parameters: [{name: what}]
            from:
              uri: direct:a
              steps:
                - setBody: {constant: "%s"}
        """
        .formatted(body);
  }

  static String templated() {
    return """
        - templatedRoute:
            routeTemplateRef: answering
            routeId: a
            parameters: [{name: what, value: lamp}]
        """;
  }

  /** A bean as routes name it. */
  public static final class Greeter {
    public String greet(String name) {
      return "greetings, " + name;
    }
  }
}
