package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reloader as Camel's main class carries it: added once the context is configured. */
class RouteReloaderInMainTest {
  @TempDir Path folder;

  private final Main main = new Main();
  private RouteReloader reloader;

  @BeforeEach
  void prepare() {
    reloader = new RouteReloader(folder, Duration.ofHours(1));
    main.addInitialProperty("user.greeting", "hello");
    main.addInitialProperty("camel.component.seda.queueSize", "3");
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            addTo(configured);
          }
        });
  }

  @AfterEach
  void end() {
    main.stop();
  }

  @Test
  void itsRoutesStartWithTheContextAndSeeItsProperties() throws Exception {
    write("{{user.greeting}}");
    main.start();
    assertThat(ask()).isEqualTo("hello");

    write("{{user.greeting}} again");
    assertThat(reloader.reload()).isTrue();
    assertThat(ask()).isEqualTo("hello again");
  }

  @Test
  void anInvalidFileStopsTheStart() throws IOException {
    write("{{user.nothing}}");

    assertThatThrownBy(main::start)
        .hasStackTraceContaining("a.yaml: route a: Property with key [user.nothing] not found");
  }

  private void addTo(BaseMainSupport configured) {
    try {
      configured.getCamelContext().addService(reloader);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String ask() throws Exception {
    return main.getCamelTemplate().requestBody("direct:a", "", String.class);
  }

  private void write(String body) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        - route:
            id: a
            from:
              uri: direct:a
              steps:
                - setBody: {constant: "%s"}
        """
            .formatted(body));
  }
}
