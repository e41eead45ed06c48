package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldManagersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                                                       |",
        "managedFields: []                                                      |",
        "managedFields: [{manager: ours, time: '2026-01-01T00:00:09Z'}]         |",
        "managedFields: [{manager: ours, time: '2026-01-01T00:00:09Z'}, {manager: theirs, time: '2026-01-01T00:00:01Z'}] | theirs",
        "managedFields: [{manager: late, time: '2026-01-01T00:00:02Z'}, {manager: early, time: '2026-01-01T00:00:01Z'}]  | late",
        "managedFields: [{manager: status, subresource: status, time: '2026-01-01T00:00:02Z'}, {manager: spec, time: '2026-01-01T00:00:01Z'}] | spec",
        "managedFields: [{manager: timeless}]                                   | timeless",
        "managedFields: [{time: '2026-01-01T00:00:02Z'}]                        |"
      })
  void theLastWriterButOneself(String metadata, String manager) {
    assertThat(
            FieldManagers.lastOther(Serialization.unmarshal(metadata, ObjectMeta.class), "ours")
                .orElse(null))
        .isEqualTo(manager);
  }
}
