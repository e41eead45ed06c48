package io.seldoningress.settings;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;

/** Code, properties file and documentation say the same. */
class SettingsDocumentationTest {
  private static final Path FILE = Path.of("config/application.properties");
  private static final Path TABLE = Path.of("docs/settings.md");

  @Test
  void thePropertiesFileHasEverySettingCommentedAtItsDefault() throws IOException {
    String settings =
        AllSettings.LIST.stream().map(SettingsDocumentationTest::lines).collect(joining("\n\n"));

    assertThat(Files.readString(FILE)).endsWith("\n\n" + settings + "\n");
  }

  @Test
  void thePropertiesFileIsReadAsTheDefaults() {
    assertThat(Settings.load(FILE, Map.of()))
        .hasToString(Settings.of(Map.of(), Map.of()).toString());
  }

  @Test
  void theTableHasEverySetting() throws IOException {
    List<String> rows =
        Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            AllSettings.LIST.stream().map(SettingsDocumentationTest::row).toList());
  }

  @Test
  void theGroupsOfCamelAreThoseThatCamelReads() throws ReflectiveOperationException {
    var field = BaseMainSupport.class.getDeclaredField("GROUP_PREFIXES");
    field.setAccessible(true);
    List<String> groups =
        Arrays.stream((String[]) field.get(null))
            .map(prefix -> StringHelper.after(prefix, CamelGroups.PREFIX).replace(".", ""))
            .toList();

    assertThat(CamelGroups.NAMES)
        .containsAll(groups)
        .filteredOn(name -> !groups.contains(name))
        .containsExactly("component", "dataformat", "language", "main", "startupcondition");
  }

  private static String lines(Setting<?> setting) {
    return "# %s\n# Allowed: %s.\n%s"
        .formatted(
            setting.documentation(),
            setting.allowed(),
            (setting.key() + " = " + setting.defaultText()).strip());
  }

  private static String row(Setting<?> setting) {
    String value = setting.defaultText();
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            setting.key(),
            EnvironmentNames.of(setting).get(0),
            value.isEmpty() ? "" : "`" + value + "`",
            setting.allowed().replace("<", "\\<"),
            setting.documentation());
  }
}
