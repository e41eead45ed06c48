package io.seldoningress.checks;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.stream.Stream;

/** Rules for the SeldonDeployment itself. An API server sees to them, a file may break them. */
final class MetadataChecks {

  private MetadataChecks() {}

  /** Name and namespace go into paths, header values and host names. */
  static Stream<Finding> named(SeldonDeployment deployment) {
    Stream<Finding> name =
        Stream.of(deployment.name())
            .filter(text -> !DnsNames.isObjectName(text))
            .map(text -> new Finding("metadata.name", text, "a name of a Kubernetes object"));
    Stream<Finding> namespace =
        Stream.of(deployment.namespace())
            .filter(text -> !DnsNames.isLabel(text))
            .map(text -> new Finding("metadata.namespace", text, DnsNames.LABEL_ALLOWED));
    return Stream.concat(name, namespace);
  }
}
