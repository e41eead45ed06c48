package io.seldoningress.settings;

import java.util.List;

/** The settings can't be used. The message lists everything that is wrong, one line each. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems the problems, one line each
   */
  public SettingsException(List<String> problems) {
    super("Settings that can't be used:\n- " + String.join("\n- ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each a line that names the setting, its value and what is allowed. */
  public List<String> problems() {
    return problems;
  }
}
