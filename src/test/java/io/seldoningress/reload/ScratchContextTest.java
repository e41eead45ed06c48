package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

class ScratchContextTest extends ReloadTest {
  @Test
  void componentsInTheScratchContextHaveTheOptionsOfTheRunningOnes() throws Exception {
    SedaComponent seda = new SedaComponent();
    seda.setQueueSize(3);
    context.addComponent("jobs", seda);
    LogComponent bound = new LogComponent();
    context.getRegistry().bind("notes", bound);
    write(
        "a.yaml",
        route("a", "x")
            + "        - to: jobs:one?waitForTaskToComplete=Never\n        - to: notes:two\n");
    start();

    write(
        "a.yaml",
        route("a", "y")
            + "        - to: jobs:one?waitForTaskToComplete=Never\n        - to: notes:two?nonsense=1\n");
    assertThat(reloader.reload()).isFalse();

    assertThat(seda.getCamelContext()).isSameAs(context);
    assertThat(bound.getCamelContext()).isSameAs(context);
    assertThat(seda.isStarted()).isTrue();
    assertThat(ask("a")).isEqualTo("x");
    try (DefaultCamelContext other = new DefaultCamelContext()) {
      ComponentCopies copies = new ComponentCopies(context, (name, of) -> null);
      assertThat(copies.resolveComponent("jobs", other))
          .isInstanceOfSatisfying(
              SedaComponent.class, copy -> assertThat(copy.getQueueSize()).isEqualTo(3))
          .isNotSameAs(seda);
    }
  }

  @Test
  void aCheckLeavesBeansOfTheRunningContextAsTheyAre() throws Exception {
    Aware aware = new Aware();
    context.getRegistry().bind("aware", aware);
    String uses = "        - process: {ref: aware}\n";
    write("a.yaml", route("a", "x") + uses);
    start();

    check(route("a", "y") + uses);

    assertThat(aware.getCamelContext()).isSameAs(context);
    assertThat(aware.isStarted()).isTrue();
    assertThat(ask("a")).isEqualTo("x");
  }

  @Test
  void aCheckStartsNothing() throws Exception {
    write("a.yaml", route("a", "x"));
    start();
    CountingComponent counting = new CountingComponent();
    context.addComponent("counting", counting);
    CountingComponent.STARTS.set(0);

    String input = "- route:\n    id: in\n    from:\n      uri: counting:in\n      steps:\n";
    check(input + "        - to: counting:out\n");
    assertThat(CountingComponent.STARTS).hasValue(0);

    write("b.yaml", input + "        - to: counting:out\n");
    assertThat(reloader.reload()).isTrue();
    assertThat(CountingComponent.STARTS).hasPositiveValue();
  }

  private void check(String content) {
    RouteFile file = new RouteFile("c.yaml", content);
    RouteFiles files = new RouteFiles(new TreeMap<>(Map.of(file.name(), file)));
    new ScratchContext(context, Set.of()).build(files);
  }

  private static final class Aware extends ServiceSupport implements Processor, CamelContextAware {
    private CamelContext camelContext;

    @Override
    public void process(Exchange exchange) {}

    @Override
    public CamelContext getCamelContext() {
      return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
      this.camelContext = camelContext;
    }
  }
}
