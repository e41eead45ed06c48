package io.seldoningress.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The effective settings: environment variables over the properties file over the defaults. Every
 * value has been checked; nothing changes after the start.
 */
public final class Settings {
  /**
   * By itself Camel takes an environment variable or a property of the JVM before any other value
   * of a placeholder, and so one that was found not to be meant: a Service's EXPLAINER_PORT. Here
   * they are taken for keys that have no value only.
   */
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "camel.component.properties.environmentVariableMode", "1",
          "camel.component.properties.systemPropertiesMode", "1");

  private final Map<String, String> own;
  private final Map<String, String> passedOn;

  Settings(Map<String, String> own, Map<String, String> passedOn) {
    this.own = new LinkedHashMap<>(own);
    this.passedOn = new LinkedHashMap<>(passedOn);
  }

  /**
   * Reads the settings from a file that has to be there.
   *
   * @param file a properties file in UTF-8
   * @param environment the environment variables
   * @throws SettingsException if the file is missing, or if any setting does not exist or parse
   */
  public static Settings load(Path file, Map<String, String> environment) {
    return new SettingsReader(PropertiesFile.read(file), environment).read();
  }

  /** As {@link #load}, but a file that is missing stands for the defaults. */
  public static Settings loadIfPresent(Path file, Map<String, String> environment) {
    return Files.exists(file)
        ? load(file, environment)
        : new SettingsReader(PropertiesFile.none(), environment).read();
  }

  /** As {@link #load}, with the keys and values that a file would hold. */
  public static Settings of(Map<String, String> properties, Map<String, String> environment) {
    return new SettingsReader(PropertiesFile.of("properties", properties), environment).read();
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    return setting.parse(own.get(setting.key()));
  }

  /**
   * What Camel is to be started with: every setting of ours as text, so that routes can say {@code
   * {{reconcile.concurrency}}}, and the keys of Camel and of the user as they stand in the file.
   *
   * <p>Durations are in milliseconds: Camel reads {@code 100ms} in an endpoint, but not in the
   * redelivery policy of an {@code onException}.
   */
  public Properties camelProperties() {
    Properties properties = new Properties();
    properties.putAll(PLACEHOLDERS);
    AllSettings.LIST.forEach(setting -> properties.put(setting.key(), camelText(setting)));
    properties.putAll(passedOn);
    return properties;
  }

  private String camelText(Setting<?> setting) {
    return get(setting) instanceof Duration duration
        ? Long.toString(duration.toMillis())
        : own.get(setting.key());
  }

  /**
   * Our settings, one a line. Those of Camel and of the user may hold passwords and are left out.
   */
  @Override
  public String toString() {
    return own.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .reduce("", (lines, line) -> lines + line + "\n");
  }
}
