package io.seldoningress;

import static io.seldoningress.settings.AccessSettings.ACCESS_ENABLED;
import static io.seldoningress.settings.AccessSettings.ACCESS_ISSUERS;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAMESPACE;

import io.seldoningress.istio.AccessIssuer;
import io.seldoningress.istio.AccessPolicy;
import io.seldoningress.settings.Settings;
import java.util.Optional;

/** What the settings say of who may call SeldonDeployments. */
final class Access {

  private Access() {}

  /** What SeldonDeployments may say of it; empty where they may not. */
  static Optional<AccessPolicy> policy(Settings settings) {
    return settings.get(ACCESS_ENABLED)
        ? Optional.of(
            new AccessPolicy(
                settings.get(ACCESS_ISSUERS).stream()
                    .flatMap(text -> AccessIssuer.parse(text).stream())
                    .toList(),
                settings.get(GATEWAY_NAMESPACE)))
        : Optional.empty();
  }
}
