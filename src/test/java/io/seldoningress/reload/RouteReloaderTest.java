package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

class RouteReloaderTest extends ReloadTest {
  @Test
  void theRoutesOfTheFolderRunFromTheStart() throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "{{greeting}}"));
    start();

    assertThat(ask("a")).isEqualTo("one");
    assertThat(ask("b")).isEqualTo("hello");
  }

  @Test
  void anInvalidFileStopsTheStart() throws IOException {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one").replace("setBody", "setBoddy"));

    assertThatThrownBy(this::start)
        .hasStackTraceContaining(
            "The routes of the folder "
                + folder
                + " can't run: b.yaml: line 6, column 11: Unknown node id: setBoddy");
  }

  @Test
  void aFolderWithoutRoutesStopsTheStart() {
    assertThatThrownBy(this::start)
        .hasStackTraceContaining("there are no routes in files named *.yaml");
  }

  @Test
  void aFolderThatIsNotThereStopsTheStart() {
    folder = folder.resolve("missing");

    assertThatThrownBy(this::start)
        .hasStackTraceContaining("There is no folder " + folder + " for the routes");
  }

  @Test
  void anEditIsTakenUpAndOtherFilesAreLeftAlone() throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one"));
    start();
    Route untouched = context.getRoute("b");

    write("a.yaml", route("a", "two"));

    assertThat(reloader.reload()).isTrue();
    assertThat(ask("a")).isEqualTo("two");
    assertThat(context.getRoute("b")).isSameAs(untouched);
    assertThat(messages(Level.INFO))
        .containsExactly(
            "Routes are updated from %s: changed [a.yaml], loaded anew [a.yaml]".formatted(folder));
  }

  @Test
  void aFolderThatIsAsBeforeIsLeftAlone() throws Exception {
    write("a.yaml", route("a", "one"));
    start();
    Route untouched = context.getRoute("a");

    assertThat(reloader.reload()).isFalse();
    assertThat(context.getRoute("a")).isSameAs(untouched);
    assertThat(log.list).isEmpty();
  }

  @Test
  void filesAreAddedAndRemoved() throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one"));
    start();

    Files.delete(folder.resolve("b.yaml"));
    write("c.yaml", route("c", "new"));
    reloader.reload();

    assertThat(routeIds()).containsExactlyInAnyOrder("a", "c");
    assertThat(ask("c")).isEqualTo("new");
    assertThat(context.getRouteDefinition("b")).isNull();
  }

  @Test
  void aRouteMayMoveToAnotherFileOrTakeAnotherName() throws Exception {
    write("a.yaml", route("a", "one"));
    write("b.yaml", route("b", "one"));
    start();

    Files.delete(folder.resolve("a.yaml"));
    write("b.yaml", route("b", "two").replace("id: b", "id: renamed") + route("a", "moved"));
    reloader.reload();

    assertThat(routeIds()).containsExactlyInAnyOrder("a", "renamed");
    assertThat(ask("a")).isEqualTo("moved");
    assertThat(ask("b")).isEqualTo("two");
  }

  @Test
  void routesWithoutIdsAreReplacedToo() throws Exception {
    write("a.yaml", route("a", "one").replace("    id: a\n", ""));
    write("b.yaml", route("b", "one").replace("    id: b\n", ""));
    start();

    write("a.yaml", route("a", "two").replace("    id: a\n", ""));
    reloader.reload();

    assertThat(ask("a")).isEqualTo("two");
    assertThat(ask("b")).isEqualTo("one");
    assertThat(routeIds()).hasSize(2);
  }

  @Test
  void removingEveryFileIsNoEdit() throws Exception {
    write("a.yaml", route("a", "one"));
    start();

    Files.delete(folder.resolve("a.yaml"));

    assertThat(reloader.reload()).isFalse();
    assertThat(ask("a")).isEqualTo("one");
    assertThat(messages(Level.WARN))
        .singleElement()
        .asString()
        .endsWith("there are no routes in files named *.yaml");
  }

  @Test
  void aMountedConfigMapThatIsSwappedIsTakenUpBySchedule() throws Exception {
    version("..v1", route("a", "one"));
    version("..v2", "- rout:\n    id: a\n");
    version("..v3", route("a", "three"));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
    Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
    folder = Files.createSymbolicLink(folder.resolve("link"), folder);
    start(Duration.ofMillis(50));
    assertThat(ask("a")).isEqualTo("one");

    swap("..v2");
    await().atMost(DEADLINE).until(() -> !messages(Level.WARN).isEmpty());
    swap("..v3");
    await().atMost(DEADLINE).until(() -> ask("a").equals("three"));

    assertThat(messages(Level.WARN)).hasSize(1);
    assertThat(messages(Level.INFO)).hasSize(1);
  }

  @Test
  void aFolderThatGoesAwayIsToldOnceAndRoutesGoOn() throws Exception {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    Files.writeString(routes.resolve("a.yaml"), route("a", "one"));
    folder = routes;
    start();

    Files.move(routes, routes.resolveSibling("elsewhere"));
    reloader.reload();
    reloader.reload();

    assertThat(ask("a")).isEqualTo("one");
    assertThat(messages(Level.WARN)).singleElement().asString().contains("can't be read");

    Files.move(routes.resolveSibling("elsewhere"), routes);
    write("a.yaml", route("a", "two"));
    assertThat(reloader.reload()).isTrue();
  }

  @Test
  void aFileThatIsBeingWrittenIsNoEditYet() throws Exception {
    write("a.yaml", route("a", "one"));
    start();

    write("a.yaml", "");
    reloader.look();
    write("a.yaml", "- route: {");
    reloader.look();
    write("a.yaml", route("a", "two"));
    reloader.look();
    assertThat(ask("a")).isEqualTo("one");
    assertThat(log.list).isEmpty();

    reloader.look();
    assertThat(ask("a")).isEqualTo("two");
  }
}
