package io.seldoningress.demo;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Hosts;
import io.seldoningress.reconcile.Reason;
import io.seldoningress.reconcile.Refusal;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The certificates that SeldonDeployments wait for. Pure. */
final class WantedCertificates {

  private WantedCertificates() {}

  /**
   * The hosts of each TLS Secret that is named and not served.
   *
   * @param refusals why SeldonDeployments are not routed as they say
   */
  static Map<String, List<String>> of(
      List<SeldonDeployment> deployments, Map<ResourceKey, List<Refusal>> refusals) {
    Map<String, List<String>> hosts = new TreeMap<>();
    for (SeldonDeployment deployment : deployments) {
      List<Refusal> why = refusals.getOrDefault(ResourceKey.of(deployment), List.of());
      if (why.stream().anyMatch(refusal -> refusal.reason() == Reason.TLS_NOT_SERVED)) {
        deployment
            .annotation(Annotations.ISTIO_TLS_SECRET)
            .ifPresent(
                secret ->
                    hosts
                        .computeIfAbsent(secret, name -> new ArrayList<>())
                        .addAll(Hosts.of(deployment)));
      }
    }
    return hosts;
  }
}
