package io.seldoningress.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void aShortTextStaysAsItIs() {
    assertThat(Excerpt.of("grüße, 模型 \uD83D\uDE00 a.b/c"))
        .isEqualTo("grüße, 模型 \uD83D\uDE00 a.b/c");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Excerpt.of("x".repeat(1_000_000))).isEqualTo("x".repeat(80) + "...");
  }

  @Test
  void aPairOfSurrogatesIsNotTornApart() {
    assertThat(Excerpt.of("\uD83D\uDE00".repeat(81))).isEqualTo("\uD83D\uDE00".repeat(80) + "...");
  }

  @Test
  void charactersThatForgeLinesOrTurnThemAreEscaped() {
    assertThat(Excerpt.of("a\nb\r\u001b[31m\u0000"))
        .isEqualTo("a\\u000ab\\u000d\\u001b[31m\\u0000");
    assertThat(Excerpt.of("\u202e\u2028\ud800")).isEqualTo("\\u202e\\u2028\\ud800");
  }
}
