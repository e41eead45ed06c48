package io.seldoningress.component.apply;

import static io.seldoningress.component.apply.ApplyResult.Outcome.CREATED;
import static io.seldoningress.component.apply.ApplyResult.Outcome.DELETED;
import static io.seldoningress.component.apply.ApplyResult.Outcome.NOOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.seldoningress.component.informer.ResourceKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of objects that are deleted, on the embedded API server and the real one. */
abstract class DeleteContract extends ApplyFixture {

  private static final String SPEC = "{hosts: [h]}";

  @BeforeEach
  void create() {
    apply(route(SPEC));
    awaitCached();
    requests.clear();
  }

  @Test
  void whatWasObservedIsDeletedWithOneRequestAndGoneForUsAtOnce() {
    ObservedRoute observed = observed();
    stopWatching();

    assertThat(delete(observed)).isEqualTo(DELETED);
    assertThat(writes()).containsExactly("DELETE");
    assertThat(stored()).isNull();
    assertThat(cache.get(new ResourceKey(namespace, "a"))).isEmpty();
  }

  @Test
  void itCanBeMadeAnewAtOnce() {
    String before = stored().getMetadata().getUid();
    delete(observed());

    assertThat(apply(route(SPEC))).isEqualTo(CREATED);
    assertThat(stored().getMetadata().getUid()).isNotEqualTo(before);
    assertThat(apply(route(SPEC))).isEqualTo(NOOP);
  }

  @Test
  void whatChangedMeanwhileStays() {
    ObservedRoute observed = observed();
    stopWatching();
    applyAs("other", ", labels: {x: y}", "{}");

    assertRefused(409, () -> delete(observed));
    assertThat(stored()).isNotNull();
  }

  @Test
  void whatTheCacheShowsInANewerStateIsDeletedInThatOne() {
    ObservedRoute observed = observed();
    applyAs("other", ", labels: {x: y}", "{}");
    awaitCached();

    assertThat(delete(observed)).isEqualTo(DELETED);
    assertThat(stored()).isNull();
  }

  @Test
  void whatHasAnotherControllerByNowStays() {
    ObservedRoute observed = observed();
    others.resource(stored()).delete();
    applyAs("other", owned("another-uid"), SPEC);
    awaitCached();

    assertThat(delete(observed)).isEqualTo(NOOP);
    assertThat(stored()).isNotNull();
    assertThat(writes()).isEmpty();
  }

  @Test
  void anotherObjectOfThatNameStays() {
    ObservedRoute observed = observed();
    stopWatching();
    others.resource(stored()).delete();
    applyAs("other", "", SPEC);

    assertRefused(409, () -> delete(observed));
    assertThat(stored()).isNotNull();
  }

  @Test
  void whatIsGoneAlreadyIsFine() {
    ObservedRoute observed = observed();
    others.resource(stored()).delete();

    assertThat(delete(observed)).isEqualTo(NOOP);
  }

  @Test
  void anObjectOfAnyOtherKindIsDeletedAsItIs() {
    ConfigMap configMap =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("c")
            .endMetadata()
            .build();
    others.resource(configMap).create();

    assertThat(delete(configMap)).isEqualTo(DELETED);
    assertThat(delete(configMap)).isEqualTo(NOOP);
  }
}
