package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SharedDefinitionsTest extends ReloadTest {
  @Test
  void anEditedRouteConfigurationHoldsForAllRoutes() throws Exception {
    write("errors.yaml", onException("first"));
    write("a.yaml", failing());
    start();
    assertThat(ask("a")).isEqualTo("first");

    write("errors.yaml", onException("second"));
    reloader.reload();
    assertThat(ask("a")).isEqualTo("second");

    Files.delete(folder.resolve("errors.yaml"));
    reloader.reload();
    assertThatThrownBy(() -> ask("a")).hasRootCauseMessage("failed");
    assertThat(context.getRouteConfigurationDefinitions()).isEmpty();
  }

  @Test
  void anEditedRouteTemplateHoldsForTheRoutesMadeOfIt() throws Exception {
    write("template.yaml", template("one {{what}}"));
    write("a.yaml", templated());
    start();
    assertThat(ask("a")).isEqualTo("one lamp");

    write("template.yaml", template("two {{what}}s"));
    reloader.reload();

    assertThat(ask("a")).isEqualTo("two lamps");
    assertThat(context.getRouteTemplateDefinitions()).hasSize(1);
  }

  @Test
  void aBeanOfAFileIsGoneWithIt() throws Exception {
    String bean = "- beans:\n    - name: mine\n      type: " + Greeter.class.getName() + "\n";
    String uses = route("a", "x") + "        - bean: {ref: mine}\n";
    write("beans.yaml", bean);
    write("a.yaml", uses);
    start();
    assertThat(ask("a")).isEqualTo("greetings, x");

    Files.delete(folder.resolve("beans.yaml"));
    assertThat(reloader.reload()).isFalse();
    assertThat(ask("a")).isEqualTo("greetings, x");

    write("a.yaml", route("a", "y"));
    assertThat(reloader.reload()).isTrue();
    assertThat(context.getRegistry().lookupByName("mine")).isNull();
  }
}
