package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.seldoningress.testing.embedded.ApiRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What this process writes, seen by routes that leave it out. */
class SkipOwnWritesTest extends InformerFixture {

  @Test
  void skipOwnWritesLeavesOutWhatThisProcessWroteAndTellsIt() {
    component.register(ResourceType.of(ConfigMap.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    Received others = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("others", CONFIG_MAPS + "&skipOwnWrites=true", others);
    context.start();
    create("a");
    received.await("a=0");
    ConfigMap written = configMap("default", "a");
    written.getData().put("value", "ours");
    written.getMetadata().setResourceVersion("1000000");
    write(cache, written); // As if its answer had come before its event.
    change("a", "older than ours");
    create("b");

    received.await("a=0", "a=ours", "b=0");
    eventually().until(() -> others.all().contains("b=0"));
    assertThat(others.all()).containsExactly("a=0", "b=0");
  }

  @Test
  void skipOwnWritesLeavesOutAWriteWhoseEventComesBeforeItsAnswer() {
    component.register(ResourceType.of(ConfigMap.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    Received others = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("others", CONFIG_MAPS + "&skipOwnWrites=true", others);
    context.start();
    ResourceKey key = new ResourceKey("default", "a");
    ConfigMap answer = cache.write(key, () -> awaitSeen(create("a")));
    assertThat(answer).isNotNull();

    awaitAllSeen();
    eventually().until(() -> others.all().size() == 1);
    assertThat(others.withoutSentinels()).isEmpty();
    received.await("a=0");
  }

  @Test
  void whatOthersWriteDuringAWriteIsHandedOutWhenItEnds() {
    component.register(ResourceType.of(ConfigMap.class));
    // Before the first list: what comes during the start of a route may be handed out twice.
    create("a");
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    addRoute("route", CONFIG_MAPS + "&skipOwnWrites=true");
    context.start();
    received.await("a=0");
    ResourceKey key = new ResourceKey("default", "a");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                cache.write(
                    key,
                    () -> {
                      change("a", "theirs");
                      eventually().until(() -> cached("a").equals("theirs"));
                      throw new IllegalStateException("a conflict");
                    }));

    received.await("a=0", "a=theirs");
  }

  /** Who wrote decided on that state; the cache never had it. */
  @Test
  void aStateThatUndoesAnOwnWriteWhichTheWatchNeverShowedIsHandedOut() throws Exception {
    component.register(
        ResourceType.of(ConfigMap.class)
            .ignoringChanges((before, after) -> before.getData().equals(after.getData())));
    create("a");
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    addRoute("route", CONFIG_MAPS + "&skipOwnWrites=true");
    context.start();
    received.await("a=0");
    whileRefused(
        ApiRequest::isWatch,
        503,
        "ServiceUnavailable",
        () -> {
          server.endWatches();
          write(cache, change("a", 1));
          assertThat(cache.get(new ResourceKey("default", "a")))
              .hasValueSatisfying(found -> assertThat(found.getData()).containsEntry("value", "1"));
          change("a", 0);
          server.expireWatches();
        });

    received.await("a=0", "a=0");
  }

  private ConfigMap awaitSeen(ConfigMap written) {
    eventually().until(() -> received.all().size() == 1);
    return written;
  }

  /** As kubernetes-apply does. */
  private static void write(ResourceCache<ConfigMap> cache, ConfigMap answer) {
    assertThat(cache.write(ResourceKey.of(answer), () -> answer)).isSameAs(answer);
  }
}
