package io.seldoningress.leader;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;

/** The name of a process among its replicas. */
public final class Identity {

  private Identity() {}

  /**
   * A name that no other process has, and that tells the pod where that is known: two pods that a
   * manifest gives one name by mistake, or two containers of one pod, must not both lead.
   *
   * @param environment the environment variables; {@code POD_NAME} is the name of the pod
   */
  public static String of(Map<String, String> environment) {
    String pod = environment.getOrDefault("POD_NAME", "").strip();
    return unique(pod.isEmpty() ? host() : pod);
  }

  /** A name that no other process has: the host, and something random. */
  public static String unique() {
    return unique(host());
  }

  private static String unique(String name) {
    return name + "_" + UUID.randomUUID();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
