package io.seldoningress.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsCertificateTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-03-31T23:59:59Z");
  private static final Instant END = LAST.plusSeconds(1);
  private static final String EARLY =
      "the certificate is not valid before 2026-01-01T00:00:00Z (UTC)";
  private static final String LATE =
      "the certificate is expired: valid until 2026-03-31T23:59:59Z (UTC)";

  @ParameterizedTest
  @CsvSource({
    "a.example.com, a.example.com, true",
    "a.example.com, A.Example.COM, true",
    "a.example.com, b.example.com, false",
    "a.example.com, example.com, false",
    "a.example.com, *.example.com, false",
    "*.example.com, a.example.com, true",
    "*.example.com, A.EXAMPLE.com, true",
    "*.example.com, *.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "*.example.com, *.a.example.com, false",
    "*.example.com, .example.com, false",
    "f*.example.com, foo.example.com, false",
    "*, localhost, false",
    "*, a.example.com, false",
    "*.0.2.1, 192.0.2.1, false",
    "192.0.2.1, 192.0.2.1, false",
    "a.example.com, *, true",
  })
  void dnsNamesCoverHosts(String name, String host, boolean covered) {
    assertThat(CertificateRecords.named(List.of(name), List.of()).covers(host)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.10, false",
    "2001:db8:0:0:0:0:0:1, 2001:DB8:0:0:0:0:0:1, true",
    "192.0.2.1, a.example.com, false",
  })
  void addressesCoverAddresses(String address, String host, boolean covered) {
    assertThat(CertificateRecords.named(List.of(), List.of(address)).covers(host))
        .isEqualTo(covered);
  }

  @Test
  void withoutNamesOnlyAnyHostIsCovered() {
    TlsCertificate nameless = CertificateRecords.named(List.of(), List.of());

    assertThat(nameless.uncovered(List.of("*", "localhost", "*.a.com", "localhost")))
        .containsExactly("localhost", "*.a.com");
  }

  static List<Arguments> times() {
    return List.of(
        arguments(START.minusNanos(1), List.of(EARLY), Optional.of(START)),
        arguments(START, List.of(), Optional.of(END)),
        arguments(LAST, List.of(), Optional.of(END)),
        arguments(END.minusNanos(1), List.of(), Optional.of(END)),
        arguments(END, List.of(LATE), Optional.empty()),
        arguments(END.plusSeconds(1), List.of(LATE), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("times")
  void theValidityBeginsAndEnds(Instant now, List<String> problems, Optional<Instant> change) {
    TlsCertificate certificate = CertificateRecords.valid(START, LAST);

    assertThat(certificate.problemsAt(now)).isEqualTo(problems);
    assertThat(certificate.changesAfter(now)).isEqualTo(change);
  }

  @Test
  void aChainWhoseValiditiesDoNotMeetIsNeverSound() {
    TlsCertificate never = CertificateRecords.valid(END.plusSeconds(10), LAST);

    assertThat(never.changesAfter(START)).contains(END);
    assertThat(never.problemsAt(END)).hasSize(2);
    assertThat(never.changesAfter(END)).contains(END.plusSeconds(10));
  }

  @Test
  void withoutACertificateTimeChangesNothing() {
    assertThat(CertificateRecords.caOnly().problemsAt(START)).isEmpty();
    assertThat(CertificateRecords.caOnly().changesAfter(START)).isEmpty();
  }
}
