package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.seldoningress.component.informer.FieldSelector.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of resources and objects, and field selectors, as texts. */
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "v1/secrets, '', v1, secrets",
    "networking.istio.io/v1/virtualservices, networking.istio.io, v1, virtualservices",
    "apps/v1beta1/deployments, apps, v1beta1, deployments",
  })
  void aResourceIsReadAndWritten(String text, String group, String version, String plural) {
    GroupVersionResource resource = GroupVersionResource.parse(text);

    assertThat(resource).isEqualTo(new GroupVersionResource(group, version, plural));
    assertThat(resource).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secrets", "/v1/secrets", "v1//secrets", "a/b/c/d", "V1/secrets", "v1/a b"})
  void anythingElseNamesNoResource(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupVersionResource.parse(text))
        .withMessageStartingWith("'" + text + "' names no resource");
  }

  @Test
  void aClassNamesItsResource() {
    assertThat(GroupVersionResource.of(ConfigMap.class)).hasToString("v1/configmaps");
    assertThat(GroupVersionResource.of(VirtualService.class))
        .hasToString("networking.istio.io/v1/virtualservices");
  }

  @Test
  void aPathNamesAnObjectOrAllOfANamespace() {
    GroupVersionResource istio = GroupVersionResource.of(VirtualService.class);

    assertThat(istio.path(new ResourceKey("models", "a")))
        .isEqualTo("/apis/networking.istio.io/v1/namespaces/models/virtualservices/a");
    assertThat(istio.path(new ResourceKey("models", "")))
        .isEqualTo("/apis/networking.istio.io/v1/namespaces/models/virtualservices");
    assertThat(GroupVersionResource.of(ConfigMap.class).path(new ResourceKey("models", "a")))
        .isEqualTo("/api/v1/namespaces/models/configmaps/a");
    assertThat(GroupVersionResource.of(Namespace.class).path(new ResourceKey(null, "models")))
        .isEqualTo("/api/v1/namespaces/models");
  }

  @ParameterizedTest
  @CsvSource({
    "type=kubernetes.io/tls, type, true, kubernetes.io/tls",
    "type==Opaque, type, true, Opaque",
    "metadata.name!=a, metadata.name, false, a",
    "' type = Opaque ', type, true, Opaque",
    "type=, type, true, ''",
    "type!=, type, false, ''",
    "type=a=b, type, true, a=b",
  })
  void aTermOfAFieldSelectorIsRead(String text, String path, boolean equal, String value) {
    assertThat(FieldSelector.parse(text).terms()).containsExactly(new Term(path, equal, value));
  }

  @Test
  void termsAreJoinedByCommas() {
    assertThat(FieldSelector.parse("a=b,c!=d").terms())
        .containsExactly(new Term("a", true, "b"), new Term("c", false, "d"));
    assertThat(FieldSelector.parse(" ").terms()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "=Opaque", "!=Opaque", "a=b,", ",a=b", "a>b"})
  void aTermWithoutAComparisonIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldSelector.parse(text))
        .withMessageContaining("in a field selector is neither path=value nor path!=value");
  }
}
