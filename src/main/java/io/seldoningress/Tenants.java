package io.seldoningress;

import static io.seldoningress.settings.TenantSettings.TENANTS_GATEWAYS;
import static io.seldoningress.settings.TenantSettings.TENANTS_HOSTS;
import static io.seldoningress.settings.TenantSettings.TENANTS_PATHS;

import io.seldoningress.istio.TenantGrant;
import io.seldoningress.istio.TenantPolicy;
import io.seldoningress.settings.Setting;
import io.seldoningress.settings.Settings;
import java.util.List;

/** What the settings let SeldonDeployments of each namespace use. */
final class Tenants {

  private Tenants() {}

  static TenantPolicy policy(Settings settings) {
    return new TenantPolicy(
        grants(settings, TENANTS_HOSTS),
        grants(settings, TENANTS_GATEWAYS),
        grants(settings, TENANTS_PATHS));
  }

  private static List<TenantGrant> grants(Settings settings, Setting<List<String>> setting) {
    return settings.get(setting).stream()
        .flatMap(text -> TenantGrant.parse(text).stream())
        .toList();
  }
}
