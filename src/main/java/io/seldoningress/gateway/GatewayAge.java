package io.seldoningress.gateway;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.Optional;

/** Which of two Gateways comes first. */
public final class GatewayAge {

  /** RFC 3339 in UTC, as Kubernetes writes times, sorts as text; of two of a second, by name. */
  private static final Comparator<ObjectMeta> BY_AGE =
      Comparator.<ObjectMeta, String>comparing(
              metadata -> Optional.ofNullable(metadata.getCreationTimestamp()).orElse(""))
          .thenComparing(metadata -> metadata.getName() + "." + metadata.getNamespace());

  private GatewayAge() {}

  /**
   * Whether Istio takes the servers of one Gateway before those of another, which it drops where
   * both serve a host: by age, then by name and namespace ({@code sortConfigByCreationTime}). One
   * of unknown age is the oldest.
   */
  public static boolean isOlder(ObjectMeta one, ObjectMeta other) {
    return BY_AGE.compare(one, other) < 0;
  }
}
