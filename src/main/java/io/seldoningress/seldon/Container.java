package io.seldoningress.seldon;

import java.util.List;
import java.util.OptionalInt;

/**
 * A container of a predictor.
 *
 * @param name empty where there is none
 * @param ports only those named {@code http} or {@code grpc}; routes depend on no others
 */
public record Container(String name, List<ContainerPort> ports) {

  /** The port names that the operator looks for. */
  public static final String HTTP = "http";

  public static final String GRPC = "grpc";

  public Container {
    ports = List.copyOf(ports);
  }

  /** The number of the first port of that name. */
  public OptionalInt port(String portName) {
    return ports.stream()
        .filter(port -> port.name().equals(portName))
        .mapToInt(ContainerPort::number)
        .findFirst();
  }
}
