package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.ClusterJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists and events are read into metadata. */
class MetadataSerializationTest {

  private final KubernetesSerialization reading =
      new MetadataSerialization(ClusterJson.serialization());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'apiVersion': 'meta.k8s.io/v1', 'kind': 'PartialObjectMetadata',",
        "'apiVersion': 'v1', 'kind': 'Secret', 'data': {'key': 'hidden'},",
        "'data': {'key': 'hidden'},",
        ""
      })
  void theObjectOfAnEventIsItsMetadataWhateverKindItHas(String before) {
    WatchEvent event = event("MODIFIED", before + "'metadata': {'name': 'a', 'uid': 'u'}");

    assertThat(event.getType()).isEqualTo("MODIFIED");
    assertThat(event.getObject())
        .isInstanceOfSatisfying(
            ObjectMetadata.class,
            object -> {
              assertThat(object.getMetadata().getName()).isEqualTo("a");
              assertThat(object.getKind()).isEqualTo("PartialObjectMetadata");
              assertThat(object.getApiVersion()).isEqualTo("meta.k8s.io/v1");
            });
    assertThat(reading.asJson(event)).doesNotContain("hidden");
  }

  @Test
  void anErrorIsReadAsTheStatusThatItIs() {
    WatchEvent event =
        event("ERROR", "'kind': 'Status', 'apiVersion': 'v1', 'metadata': {}, 'code': 410");

    assertThat(event.getObject())
        .isInstanceOfSatisfying(
            Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
  }

  @Test
  void itemsOfAListMayHaveNoKind() {
    ObjectMetadataList list =
        list("{'metadata': {'name': 'a'}, 'data': {'key': 'hidden'}}, {'metadata': {'name': 'b'}}");

    assertThat(list.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(list.getItems())
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("a", "b");
    assertThat(reading.asJson(list)).doesNotContain("hidden");
  }

  /** So kube-apiserver says it. */
  @Test
  void aListWithoutItemsIsEmpty() {
    ObjectMetadataList list =
        reading.unmarshal(
            "{\"metadata\": {\"resourceVersion\": \"7\"}, \"items\": null}",
            ObjectMetadataList.class);

    assertThat(list.getItems()).isEmpty();
    assertThat(list.getMetadata().getResourceVersion()).isEqualTo("7");
  }

  @Test
  void annotationsThatHoldTheObjectAreDropped() {
    ObjectMetadata object =
        list("""
                {'metadata': {'name': 'a', 'other': 'hidden', 'managedFields': [{'manager': 'm'}],
                 'annotations': {'kubectl.kubernetes.io/last-applied-configuration': 'hidden',
                                 'kapp.k14s.io/original': 'hidden',
                                 'objectset.rio.cattle.io/applied': 'hidden',
                                 'banzaicloud.com/last-applied': 'hidden', 'note': 'kept'}}}
                """)
            .getItems()
            .get(0);

    assertThat(reading.asJson(object))
        .contains("note", "kept")
        .doesNotContain("hidden", "managedFields");
  }

  @Test
  void anObjectInALogLineIsItsKeyAndVersion() {
    ObjectMetadata object =
        list("{'metadata': {'namespace': 'n', 'name': 'a', 'resourceVersion': '9',"
                + " 'annotations': {'note': 'long'}}}")
            .getItems()
            .get(0);

    assertThat(object).hasToString("metadata of n/a in version 9");
  }

  private WatchEvent event(String type, String fields) {
    String text = "{'type': '%s', 'object': {%s}}".formatted(type, fields);
    return reading.unmarshal(text.replace('\'', '"'), WatchEvent.class);
  }

  private ObjectMetadataList list(String items) {
    String text =
        "{'kind': 'SecretList', 'metadata': {'resourceVersion': '7'}, 'items': [%s]}"
            .formatted(items);
    return reading.unmarshal(text.replace('\'', '"'), ObjectMetadataList.class);
  }
}
