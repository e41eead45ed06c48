package io.seldoningress.reconcile;

import io.seldoningress.seldon.SeldonDeployment;
import java.util.Comparator;

/**
 * Which of two SeldonDeployments keeps a name that both come out at, or requests that both want:
 * the older one by creation timestamp, and of two of one second the first by namespace and name.
 * The rule is that of Kubernetes' Gateway API for conflicts between routes.
 */
final class Seniority {

  static final Comparator<SeldonDeployment> OLDEST_FIRST =
      Comparator.comparing(
              (SeldonDeployment deployment) -> deployment.getMetadata().getCreationTimestamp(),
              // RFC 3339 in UTC, whole seconds: sorts as text. Not yet created is youngest.
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(SeldonDeployment::namespace)
          .thenComparing(SeldonDeployment::name);

  private Seniority() {}

  static boolean isSenior(SeldonDeployment one, SeldonDeployment other) {
    return OLDEST_FIRST.compare(one, other) < 0;
  }
}
