package io.seldoningress.istio;

/**
 * The ports of a predictor's Service.
 *
 * @param http where requests of the HTTP route go
 * @param grpc where requests of the gRPC route go
 */
public record ServicePorts(int http, int grpc) {

  /** What a user reads when a port is wrong. */
  public static final String ALLOWED = "a port from 1 to 65535";

  /** Whether a number is one of a TCP port. */
  public static boolean isPort(int number) {
    return number >= 1 && number <= 65535;
  }
}
