package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployments;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "*.com", "*.example.com", "seldon", "a.example.com", "10.0.0.1", "1.example"})
  void theseAreHosts(String text) {
    assertThat(Hosts.isHost(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "**",
        "*.",
        "*.*",
        "*.*.com",
        "a.*.com",
        "*example.com",
        "a..b",
        "a_b.com",
        "-a.com",
        "http://a.com",
        "a.com/",
        "a.com:80",
        "a b",
        "10.0.0",
        "10.0.0.256",
        "01.2.3.4",
        "1.2.3.04",
        "*.10.0.0.1",
        "a.123",
        "*.1",
        "::1"
      })
  void theseAreNone(String text) {
    assertThat(Hosts.isHost(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "*.com, true",
    "a.com, true",
    "10.0.0.1, true",
    "seldon, false",
    "'', false",
    "**, false",
    "*., false",
    "a., false",
    "a_b.com, false"
  })
  void aHostOfAServerHasADotOrIsAny(String text, boolean isServerHost) {
    assertThat(Hosts.isServerHost(text)).isEqualTo(isServerHost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.com,b.com | ''",
        "a.com,a.com | a.com",
        "*,a.com | a.com",
        "*,* | *",
        "*.com,a.com | a.com",
        "a.com,*.com | a.com",
        "*.b.com,a.b.com,b.com | a.b.com",
        "*.com,*.b.com | *.b.com",
        "*.b.com,xb.com,a.c.com | ''"
      })
  void aHostThatAnotherCoversIsFound(String hosts, String covered) {
    assertThat(String.join(",", Hosts.covered(List.of(hosts.split(",", -1))))).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "*, *, true",
    "*, a.com, true",
    "*, *.com, true",
    "a.com, a.com, true",
    "a.com, *, false",
    "a.com, b.com, false",
    "*.com, a.com, true",
    "*.com, b.a.com, true",
    "*.com, *.a.com, true",
    "*.com, *.com, true",
    "*.com, com, false",
    "*.com, .com, false",
    "*.com, acom, false",
    "*.a.com, *.com, false",
    "*.a.com, xa.com, false"
  })
  void aWideHostCoversNarrowOnes(String wide, String narrow, boolean covers) {
    assertThat(Hosts.covers(wide, narrow)).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "*, a.com, true",
    "a.com, a.com, true",
    "*.com, a.com, true",
    "*.com, *.a.com, true",
    "a.com, b.com, false",
    "*.a.com, a.com, false",
    "*.a.com, *.b.com, false"
  })
  void hostsIntersectInBothDirections(String one, String other, boolean intersect) {
    assertThat(Hosts.intersect(one, other)).isEqualTo(intersect);
    assertThat(Hosts.intersect(other, one)).isEqualTo(intersect);
  }

  @Test
  void anEndlessListTakesNoTime() {
    assertThat(Hosts.covered(Collections.nCopies(100_000, "a.b.c.d.e.f"))).hasSize(99_999);
  }

  @Test
  void hostsAreAListInLowerCase() {
    assertThat(Hosts.of(SeldonDeployments.annotated("seldon.io/istio-host", " A.com , *.B.com,, ")))
        .containsExactly("a.com", "*.b.com", "", "");
    assertThat(Hosts.of(SeldonDeployments.annotated("seldon.io/istio-host", "")))
        .containsExactly("");
    assertThat(Hosts.of(SeldonDeployments.withSpec(""))).containsExactly("*");
  }
}
