package io.seldoningress.settings;

import io.seldoningress.text.ClosestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variables of settings: the key in upper case with {@code _} for every other sign,
 * with or without one where the key has a hump: {@code istio.tlsMode} is {@code ISTIO_TLS_MODE}, as
 * the Seldon operator calls it, and {@code ISTIO_TLSMODE}, as Camel does.
 */
final class EnvironmentNames {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern KUBERNETES_SERVICE =
      Pattern.compile(".+_SERVICE_(HOST|PORT(_.+)?)|.+_PORT_\\d+_(TCP|UDP|SCTP)(_.+)?");

  private EnvironmentNames() {}

  /** The names of one setting, the documented one first. */
  static List<String> of(Setting<?> setting) {
    return Stream.of(HUMP.matcher(setting.key()).replaceAll("_"), setting.key())
        .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
        .distinct()
        .toList();
  }

  /** The settings by each of their names. */
  static Map<String, Setting<?>> all() {
    Map<String, Setting<?>> names = new LinkedHashMap<>();
    AllSettings.LIST.forEach(setting -> of(setting).forEach(name -> names.put(name, setting)));
    return names;
  }

  /**
   * Tells whether Kubernetes itself has put this variable into the pod, for a Service of the
   * namespace: one named {@code explainer} sets {@code EXPLAINER_PORT=tcp://10.0.0.7:9000}, which
   * is not meant for us.
   */
  static boolean isOfService(String name, Map<String, String> environment) {
    return KUBERNETES_SERVICE.matcher(name).matches()
        || (name.endsWith("_PORT")
            && environment.containsKey(name.replaceFirst("_PORT$", "_SERVICE_HOST")));
  }

  /** The name of ours that a variable was probably meant to be. */
  static Optional<String> nearest(String name) {
    return all().keySet().stream()
        .filter(ours -> ClosestName.isTypo(name, ours))
        .min(ClosestName.to(name).thenComparing(Function.identity()));
  }
}
