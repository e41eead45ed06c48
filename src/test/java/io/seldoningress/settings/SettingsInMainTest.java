package io.seldoningress.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Placeholders of routes have the effective values, as Camel's main class resolves them. */
class SettingsInMainTest {
  private final Main main = new Main();

  @AfterEach
  void end() {
    main.stop();
  }

  @Test
  void placeholdersAreTheSettingsWhateverElseHasTheirNames() throws Exception {
    // A property of the JVM stands for an environment variable: Camel treats the two alike.
    System.setProperty("explainer.port", "tcp://10.0.0.7:9000");
    try {
      Settings settings =
          Settings.of(Map.of("user.name", "me"), Map.of("QUEUE_INITIAL_DELAY", "3s"));
      main.setOverrideProperties(settings.camelProperties());
      main.start();

      CamelContext context = main.getCamelContext();
      assertThat(context.resolvePropertyPlaceholders("{{explainer.port}} {{user.name}}"))
          .isEqualTo("9000 me");
      assertThat(context.resolvePropertyPlaceholders("{{queue.initialDelay}}")).isEqualTo("3000");
      assertThat(context.resolvePropertyPlaceholders("{{java.io.tmpdir}}")).isNotEmpty();
    } finally {
      System.clearProperty("explainer.port");
    }
  }
}
