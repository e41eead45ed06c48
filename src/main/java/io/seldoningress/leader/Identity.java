package io.seldoningress.leader;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;

/** The name of a process among its replicas. */
public final class Identity {

  private Identity() {}

  /**
   * The name of the pod, so that a container that is restarted in it goes on with its Lease at
   * once; one that no other process has where the pod's name is not known.
   *
   * @param environment the environment variables; {@code POD_NAME} is the name of the pod
   */
  public static String of(Map<String, String> environment) {
    String pod = environment.getOrDefault("POD_NAME", "").strip();
    return pod.isEmpty() ? unique() : pod;
  }

  /** A name that no other process has: the host, and something random. */
  public static String unique() {
    return host() + "_" + UUID.randomUUID();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
