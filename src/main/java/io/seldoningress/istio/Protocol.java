package io.seldoningress.istio;

import java.util.List;

/** What clients speak: each has routes, ports and, where annotated, options of its own. */
enum Protocol {
  HTTP,
  GRPC;

  /** In the order of their routes. */
  static final List<Protocol> ALL = List.of(values());

  int port(ServicePorts ports) {
    return this == HTTP ? ports.http() : ports.grpc();
  }
}
