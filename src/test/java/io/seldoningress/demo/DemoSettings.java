package io.seldoningress.demo;

import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the controller in the demo. */
final class DemoSettings {

  /** What the examples ask for is among them, but for the one that is to be refused. */
  static final String HOSTS = "*:*.example.com,*:*.example.org,*:*.example.net";

  private static final String ISSUER = "https://issuer.example.com";
  private static final String ALL_HOSTS = "*:*";

  private DemoSettings() {}

  /**
   * Those of a user, but this process alone serves the namespace of the demo, if it has one. It
   * keeps the Gateway only where the server ends with the demo, as that of a cluster is for all,
   * and where the settings name one that can be kept. Who may call is kept there, too: on a cluster
   * the program needs permissions for that. What a user left at its default, issuers and the hosts
   * of tenants, is what the examples are about.
   *
   * @param user what the user set
   * @throws SettingsException when that is not allowed
   */
  static Settings of(Map<String, String> user, Flags flags) {
    Map<String, String> settings = new LinkedHashMap<>(user);
    flags.namespace().ifPresent(name -> settings.put("watch.namespaces", name));
    settings.put("leaderElection.enabled", "false");
    boolean ours = flags.server() != Flags.Server.CLUSTER && namesOne(settings);
    settings.put("gateway.managed", String.valueOf(ours));
    if (flags.server() != Flags.Server.CLUSTER) {
      // For who reads along.
      settings.put("readiness.holdTime", "300ms");
    }
    if (ours) {
      // Of certificates that are valid for seconds, a warning days before is none.
      settings.put("gateway.tls.expiryWarnings", "10s");
    }
    if (flags.server() != Flags.Server.CLUSTER) {
      settings.put("access.enabled", "true");
      settings.merge("access.issuers", ISSUER, (set, example) -> set.isBlank() ? example : set);
      settings.merge(
          "tenants.hosts", HOSTS, (set, example) -> ALL_HOSTS.equals(set) ? example : set);
    }
    return Settings.of(settings, Map.of());
  }

  private static boolean namesOne(Map<String, String> settings) {
    return settings.getOrDefault("gateway.name", "").contains("/")
        || settings.getOrDefault("istio.gateway", "/").contains("/");
  }
}
