package io.seldoningress.istio;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.PerProtocol;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;

/** What clients speak: each has routes, ports and, where annotated, options of its own. */
public enum Protocol {
  HTTP,
  GRPC;

  /** In the order of their routes. */
  public static final List<Protocol> ALL = List.of(values());

  int port(ServicePorts ports) {
    return this == HTTP ? ports.http() : ports.grpc();
  }

  /** Of three annotations the one that counts for it: its own where it says anything. */
  public <T> Annotation<T> choose(PerProtocol<T> annotations, SeldonDeployment deployment) {
    Annotation<T> own = this == HTTP ? annotations.http() : annotations.grpc();
    boolean says = own.written(deployment).filter(text -> !text.isEmpty()).isPresent();
    return says ? own : annotations.both();
  }
}
