package io.seldoningress.settings;

import io.seldoningress.text.ClosestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.util.SensitiveUtils;

/** Reads all settings and gathers all that is wrong with them. */
final class SettingsReader {
  /** The first part of keys that are the user's own, for placeholders in their routes. */
  static final String USER = "user.";

  private static final Map<String, Setting<?>> SETTINGS =
      AllSettings.LIST.stream().collect(Collectors.toMap(Setting::key, Function.identity()));

  private final PropertiesFile file;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(PropertiesFile file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Gives the settings.
   *
   * @throws SettingsException with all problems, if there is one
   */
  Settings read() {
    Map<String, String> own = new LinkedHashMap<>();
    AllSettings.LIST.forEach(setting -> own.put(setting.key(), text(setting)));
    AllSettings.ORDERED.forEach(order -> checkOrder(order, own));
    file.repeated().forEach(key -> problem(key, file.place(key), "is there twice"));
    Map<String, String> passedOn = passedOn();
    environment.keySet().stream().sorted().forEach(this::checkForTypo);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(own, passedOn);
  }

  /** The effective value of a setting, or its default where what is set is wrong. */
  private String text(Setting<?> setting) {
    Optional<Source> source = fromEnvironment(setting).or(() -> fromFile(setting));
    return source
        .filter(found -> isAllowed(setting, found))
        .map(Source::value)
        .orElse(setting.defaultText());
  }

  private boolean isAllowed(Setting<?> setting, Source source) {
    boolean allowed = setting.accepts(source.value());
    if (!allowed) {
      problem(
          setting.key(),
          source.place(),
          "is \"%s\"; allowed: %s".formatted(printable(source.value()), setting.allowed()));
    }
    return allowed;
  }

  private Optional<Source> fromFile(Setting<?> setting) {
    return Optional.ofNullable(file.values().get(setting.key()))
        .map(value -> new Source(file.place(setting.key()), value.strip()));
  }

  private Optional<Source> fromEnvironment(Setting<?> setting) {
    List<Source> sources =
        EnvironmentNames.of(setting).stream()
            .filter(name -> isSet(name, setting))
            .map(name -> new Source("environment variable " + name, environment.get(name).strip()))
            .toList();
    if (sources.stream().map(Source::value).distinct().count() > 1) {
      problem(
          setting.key(),
          "environment",
          sources.stream()
              .map(source -> "\"%s\" by %s".formatted(printable(source.value()), source.place()))
              .collect(Collectors.joining(" and ", "is ", "; set one of them")));
    }
    return sources.stream().findFirst();
  }

  /** A chart that has no value for a variable renders it empty: no value, unless empty is one. */
  private boolean isSet(String name, Setting<?> setting) {
    String value = environment.get(name);
    return value != null
        && !EnvironmentNames.isOfService(name, environment)
        && (!value.isBlank() || setting.accepts(""));
  }

  private void checkOrder(AllSettings.Order order, Map<String, String> own) {
    String low = own.get(order.low().key());
    String high = own.get(order.high().key());
    Duration limit = order.limit().apply(order.high().parse(high));
    if (order.low().parse(low).compareTo(limit) > 0) {
      problems.add(
          "%s is \"%s\", too long for %s, which is \"%s\"; allowed: %s"
              .formatted(order.low().key(), low, order.high().key(), high, order.allowed()));
    }
  }

  private Map<String, String> passedOn() {
    Map<String, String> passedOn = new LinkedHashMap<>();
    file.values()
        .forEach(
            (key, value) -> {
              if (CamelGroups.hold(key) || key.startsWith(USER)) {
                passedOn.put(key, value);
              } else if (!SETTINGS.containsKey(key)) {
                reportUnknown(key, value);
              }
            });
    return passedOn;
  }

  private void reportUnknown(String key, String value) {
    boolean camel = key.startsWith(CamelGroups.PREFIX);
    Optional<String> closest =
        camel ? CamelGroups.closest(key) : ClosestName.among(SETTINGS.keySet(), key);
    String allowed =
        camel
            ? "allowed: camel.<group>. with one of the groups "
                + String.join(", ", CamelGroups.NAMES)
            : "allowed: those of docs/settings.md, camel.* and user.*";
    problem(
        key,
        file.place(key),
        "is \"%s\", but there is no such setting; %s"
            .formatted(
                SensitiveUtils.containsSensitive(key) ? "xxxxxx" : printable(value),
                closest.map("did you mean %s?"::formatted).orElse(allowed)));
  }

  /** The value of a variable that is not ours may be a secret of somebody else: never print it. */
  private void checkForTypo(String name) {
    if (EnvironmentNames.all().containsKey(name)
        || EnvironmentNames.isOfService(name, environment)) {
      return;
    }
    EnvironmentNames.nearest(name)
        .ifPresent(
            ours ->
                problems.add(
                    "environment variable %s is no setting; did you mean %s?"
                        .formatted(name, ours)));
  }

  private void problem(String key, String place, String what) {
    problems.add("%s (%s) %s".formatted(key, place, what));
  }

  /** One line, whatever the value is. */
  private static String printable(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 100 ? line : line.substring(0, 100) + "...";
  }

  private record Source(String place, String value) {}
}
