package io.seldoningress.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a-b", "a--b", "1model"})
  void theseAreLabels(String text) {
    assertThat(DnsNames.isLabel(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a_b", "a b", "a\n", "ä", "a/b", "*"})
  void theseAreNone(String text) {
    assertThat(DnsNames.isLabel(text)).isFalse();
  }

  @Test
  void aLabelHasAtMost63Characters() {
    assertThat(DnsNames.isLabel("a".repeat(63))).isTrue();
    assertThat(DnsNames.isLabel("a".repeat(64))).isFalse();
  }

  @Test
  void onlyInDnsAreThePartsOfANameLimited() {
    assertThat(DnsNames.isObjectName("a".repeat(64) + ".b")).isTrue();
    assertThat(DnsNames.isDomainName("a".repeat(64) + ".b")).isFalse();
  }

  @Test
  void aNameHasAtMost253Characters() {
    String name = ("a".repeat(62) + ".").repeat(4) + "a";
    assertThat(DnsNames.isDomainName(name)).isTrue();
    assertThat(DnsNames.isDomainName(name + "b")).isFalse();
    assertThat(DnsNames.isObjectName(name + "b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.-b", "A.b", "a_b.c", "*.a"})
  void theseAreNoNames(String text) {
    assertThat(DnsNames.isDomainName(text)).isFalse();
    assertThat(DnsNames.isObjectName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "V1.2_x-3", "1"})
  void theseAreLabelValues(String text) {
    assertThat(DnsNames.isLabelValue(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "-a", "a-", "a/b", "a b", "ä", ".a"})
  void theseAreNoLabelValues(String text) {
    assertThat(DnsNames.isLabelValue(text)).isFalse();
    assertThat(DnsNames.isLabelValue("a".repeat(64))).isFalse();
  }
}
