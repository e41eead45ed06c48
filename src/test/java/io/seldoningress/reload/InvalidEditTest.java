package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidEditTest extends ReloadTest {
  static List<Arguments> brokenEdits() {
    String head = "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n";
    String log = "        - log: x\n";
    return List.of(
        Arguments.of(
            head + "        - to: [\n", "a.yaml: line 7, column 1: expected the node content"),
        Arguments.of("route:\n  id: a\n", "a.yaml: it has to be a list of definitions"),
        Arguments.of("- rout:\n    id: a\n", "a.yaml: line 1, column 3: Unknown node id: rout"),
        Arguments.of(
            head + "        - tto: log:x\n", "a.yaml: line 6, column 11: Unknown node id: tto"),
        Arguments.of(
            head + "        - log: {mesage: x}\n",
            "a.yaml: line 6, column 25: Unsupported field: mesage"),
        Arguments.of(
            head, "a.yaml: line 5, column 13: Node type key-value is invalid, expected array"),
        Arguments.of(
            head + "        - to: lgo:x\n",
            "a.yaml: route a: No endpoint could be found for: lgo://x"),
        Arguments.of(
            head + "        - to: log:x?showHeders=true\n",
            "Unknown parameters=[{showHeders=true}]"),
        Arguments.of(
            head.replace("direct:a", "timer:a?periodd=1") + log,
            "Unknown parameters=[{periodd=1}]"),
        Arguments.of(
            head + "        - bean: {ref: greter}\n",
            "a.yaml: route a: No bean could be found in the registry for: greter"),
        Arguments.of(
            head + "        - bean: {ref: greeter, method: gret}\n",
            "Method with name: gret not found"),
        Arguments.of(
            head + "        - process: {ref: gone}\n",
            "No bean could be found in the registry for: gone"),
        Arguments.of(
            head + "        - to: log:x?level={{levell}}\n",
            "Property with key [levell] not found"),
        Arguments.of(head + "        - setBody: {simple: '${boddy}'}\n", "Unknown function: boddy"),
        Arguments.of(
            head + log + head.replace("direct:a", "direct:c") + log, "route a is there twice"),
        Arguments.of(
            head.replace("id: a", "id: b") + log, "b.yaml: route b is there twice, also in a.yaml"),
        Arguments.of(
            head + log + head.replace("id: a", "id: c") + log,
            "a.yaml: route a and a.yaml: route c consume from direct://a, which takes one consumer"),
        Arguments.of(
            head.replace("id: a", "id: a\n    startupOrder: 7")
                + log
                + head.replace("id: a", "id: c\n    startupOrder: 7")
                    .replace("direct:a", "direct:c")
                + log,
            "a.yaml: route a and a.yaml: route c have the startupOrder 7"),
        Arguments.of(
            head.replace("id: a", "id: a\n    routeConfigurationId: errrors") + log,
            "a.yaml: route a: there is no routeConfiguration errrors"),
        Arguments.of(
            head
                + log
                + "- routeConfiguration:\n    onException:\n      - onException:\n"
                + "          exception: [java.io.IOExeption]\n          steps: [{log: x}]\n",
            "java.io.IOExeption"),
        Arguments.of(
            head
                + log
                + "- routeConfiguration:\n    errorHandler:\n      deadLetterChannel: {deadLetterUri: 'lgo:x'}\n",
            "No endpoint could be found for: lgo://x"),
        Arguments.of(
            head + log + "- templatedRoute:\n    routeTemplateRef: gone\n    routeId: t\n",
            "a.yaml: Cannot find RouteTemplate with id gone"),
        Arguments.of(
            head + log + "- beans:\n    - name: mine\n      type: io.gone.Mine\n", "io.gone.Mine"));
  }

  @ParameterizedTest
  @MethodSource("brokenEdits")
  void anInvalidEditLeavesEveryRouteRunningAndSaysWhyOnce(String broken, String reason)
      throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one"));
    start();
    List<Route> before = context.getRoutes();

    write("a.yaml", broken);
    write("b.yaml", route("b", "two"));

    assertThat(reloader.reload()).isFalse();
    assertThat(reloader.reload()).isFalse();
    assertThat(context.getRoutes()).containsExactlyElementsOf(before);
    assertThat(ask("a")).isEqualTo("one");
    assertThat(ask("b")).isEqualTo("one");
    assertThat(messages(Level.WARN))
        .singleElement()
        .asString()
        .startsWith("Routes go on as they are, the edit in %s can't run: ".formatted(folder))
        .contains(reason)
        .doesNotContain("\n");

    write("a.yaml", route("a", "mended"));
    assertThat(reloader.reload()).isTrue();
    assertThat(ask("a")).isEqualTo("mended");
    assertThat(ask("b")).isEqualTo("two");
  }

  @Test
  void anInvalidEditThatIsTakenBackIsTold() throws Exception {
    write("a.yaml", route("a", "one"));
    start();
    write("a.yaml", "- rout:\n");
    reloader.reload();

    write("a.yaml", route("a", "one"));

    assertThat(reloader.reload()).isFalse();
    assertThat(messages(Level.INFO))
        .containsExactly("The edit in %s that could not run is taken back".formatted(folder));
  }

  @Test
  void aRouteThatFailsOnlyWhenItStartsGivesWayToTheOldOne() throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one"));
    start();
    Route untouched = context.getRoute("b");
    context.getRegistry().bind("refusing", new Refusing());

    write(
        "a.yaml",
        route("a", "two")
            + route("c", "x")
                .replace("- setBody", "- process: {ref: refusing}\n        - setBody"));

    assertThat(reloader.reload()).isFalse();
    assertThat(ask("a")).isEqualTo("one");
    assertThat(routeIds()).containsExactlyInAnyOrder("a", "b");
    assertThat(context.getRoute("b")).isSameAs(untouched);
    assertThat(messages(Level.WARN)).singleElement().asString().contains("not today");
  }

  @Test
  void anOldRouteThatDoesNotStartAgainIsTriedUntilItDoes() throws Exception {
    Refusing refusing = new Refusing();
    refusing.refuses = false;
    context.getRegistry().bind("refusing", refusing);
    String uses = "        - process: {ref: refusing}\n";
    write("a.yaml", route("a", "one") + uses);
    start();

    refusing.refuses = true;
    write("a.yaml", route("a", "two") + uses);
    assertThat(reloader.reload()).isFalse();
    assertThat(reloader.reload()).isFalse();
    assertThat(reloader.reload()).isFalse();
    assertThat(messages(Level.WARN))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("Routes are missing, the edit in "))
        .allSatisfy(line -> assertThat(line).contains("a.yaml: route a: not today"));

    refusing.refuses = false;
    reloader.reload();
    assertThat(ask("a")).isEqualTo("one");
  }

  private static final class Refusing extends ServiceSupport implements Processor {
    private boolean refuses = true;

    @Override
    public void process(Exchange exchange) {}

    @Override
    protected void doStart() {
      if (refuses) {
        throw new IllegalStateException("not today");
      }
    }
  }
}
