package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.seldon.SeldonDeployment;

/**
 * Who has what somebody else waits for.
 *
 * @param kind {@code SeldonDeployment}, or {@code VirtualService} for one of somebody else
 * @param key which one
 */
record RouteHolder(String kind, ResourceKey key) {

  static RouteHolder deployment(ResourceKey key) {
    return new RouteHolder(SeldonDeployment.KIND, key);
  }

  static RouteHolder virtualService(ResourceKey key) {
    return new RouteHolder(GeneratedName.VIRTUAL_SERVICE, key);
  }

  boolean isDeployment() {
    return kind.equals(SeldonDeployment.KIND);
  }

  @Override
  public String toString() {
    return kind + " " + key;
  }
}
