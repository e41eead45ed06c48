package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row: Secrets, claims, others' Gateways, the servers there are; the servers there shall be,
 * what is refused.
 */
class TlsPlannerTest {

  private static final GatewaySettings SETTINGS = Scenario.settings(false, "*");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # the Secret of the settings
          -                             | -                     | -
          default san=a.com             | -                     | default=*
          default san=a.com expired     | -                     | -
          default san=a.com expired     | default hosts=*       | default=*
          default san=a.com expired     | default hosts=old.com | default=old.com
          default san=a.com early       | -                     | -
          default broken                | -                     | -
          default broken                | default hosts=*       | default=*
          default caOnly                | -                     | -
          -                             | default hosts=*       | -
          default san=a.com server      | -                     | default=*
          default san=a.com server hosts=b.com | -              | default=*
          # Secrets with the label
          s server san=a.com,b.com                 | -             | s=a.com,b.com
          s server san=*.a.com,x.a.com,b.com       | -             | s=*.a.com,b.com
          s server san=a_b.com,b.com               | -             | s=b.com
          s server san=seldon,b.com                | -             | s=b.com
          s server san=seldon                      | -             | -
          s server san=seldon,b.com hosts=seldon   | -             | -
          s server san=a.com,b.com hosts=b.com     | -             | s=b.com
          s server san=*.a.com hosts=x.a.com       | -             | s=x.a.com
          s server san=a.com hosts=*               | -             | s=*
          s server san=a.com hosts=c.com           | -             | -
          s server san=a.com hosts=c.com           | s hosts=a.com | s=a.com
          s server san=*.a.com hosts=*.x.a.com     | -             | -
          s server san=a.com hosts=a.com,          | -             | -
          s server san=a.com hosts=http://a.com    | -             | -
          s server san=                            | -             | -
          s server                                 | -             | -
          s server san=a.com expired               | -             | -
          s server san=a.com expired               | s hosts=a.com,b.com | s=a.com,b.com
          s server broken hosts=a.com              | -             | -
          s server broken hosts=a.com              | s hosts=a.com | s=a.com
          s server caOnly                          | -             | -
          s server caOnly hosts=a.com              | -             | -
          s server caOnly hosts=*                  | -             | -
          s san=a.com                              | -             | -
          # gone, or without its label
          s san=a.com                              | s hosts=a.com | -
          -                                        | s hosts=a.com | -
          # who comes first
          s server at=1 san=a.com; t server at=2 san=a.com,b.com              | -               | s=a.com
          s server at=2 san=a.com; t server at=1 san=a.com,b.com              | -               | t=a.com,b.com
          s server at=1 san=a.com; t server at=1 san=a.com                    | -               | s=a.com
          s server at=2 san=a.com; t server at=1 san=a.com                    | s hosts=a.com   | t=a.com
          s server at=2 san=a.com,b.com; t server at=1 san=a.com              | s hosts=a.com,b.com | s=b.com; t=a.com
          s server at=2 san=a.com; t server at=1 san=a.com expired            | s hosts=a.com   | s=a.com
          s server at=2 san=a.com; t server at=1 san=a.com expired            | t hosts=a.com   | t=a.com
          default at=9 san=a.com; s server at=1 san=a.com hosts=*             | -               | default=*
          default at=9 san=a.com; s server at=1 san=a.com                     | -               | default=*; s=a.com
          default at=9 san=a.com; s server at=1 san=a.com hosts=*             | s hosts=*       | default=*
          s server at=2 san=a.com,b.com; t server at=1 san=a.com              | s hosts=a.com,b.com,c.com | s=b.com,c.com; t=a.com
          # hosts that overlap
          s server at=1 san=*.a.com; t server at=2 san=x.a.com                | -               | s=*.a.com
          s server at=1 san=x.a.com; t server at=2 san=*.a.com                | -               | s=x.a.com
          s server at=1 san=x.y.a.com; t server at=2 san=*.a.com              | -               | s=x.y.a.com
          s server at=1 san=*.a.com; t server at=2 san=a.com                  | -               | s=*.a.com; t=a.com
          s server at=1 san=*.a.com; t server at=2 san=xa.com                 | -               | s=*.a.com; t=xa.com
          # one certificate
          s server at=1 san=a.com,b.com hosts=a.com print=p; t server at=2 san=a.com,b.com hosts=b.com print=p | -             | s=a.com
          s server at=1 san=a.com,b.com hosts=a.com print=p; t server at=2 san=a.com,b.com hosts=b.com print=p | t hosts=b.com | s=a.com; t=b.com
          s server at=1 san=a.com expired print=p; t server at=2 san=a.com print=p                             | -             | t=a.com
          default san=a.com print=p; s server san=a.com print=p                                                | -             | default=*
          s server at=1 san=b.com print=p; t server at=2 san=b.com hosts=b.com print=p                         | s hosts=a.com | s=b.com
          s server at=1 san=b.com hosts=a.com print=p; t server at=2 san=b.com hosts=b.com print=p             | s hosts=a.com | s=a.com; t=b.com
          """)
  void serversOfSettingsAndLabels(String secrets, String current, String servers) {
    assertThat(told(decide(secrets, null, null, current).servers())).isEqualTo(text(servers));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # on a Secret for claims
          c san=a.com   | m secret=c hosts=a.com | - | c=a.com | -
          c san=*.a.com | m secret=c hosts=x.a.com | - | c=x.a.com | -
          c san=a.com   | m secret=c hosts=b.com | - | - | m
          c san=a.com   | m secret=c hosts=a.com,b.com | - | - | m
          c san=a.com expired | m secret=c hosts=a.com | - | - | m
          c san=a.com expired | m secret=c hosts=a.com | c hosts=a.com | c=a.com | -
          c san=a.com expired | m secret=c hosts=a.com | c hosts=a.com,b.com | c=a.com | -
          c san=a.com,b.com expired | m secret=c hosts=a.com,b.com | c hosts=a.com | c=a.com | m
          c san=b.com   | m secret=c hosts=a.com | c hosts=a.com | c=a.com | -
          c broken      | m secret=c hosts=a.com | - | - | m
          c broken      | m secret=c hosts=a.com | c hosts=a.com | c=a.com | -
          c caOnly      | m secret=c hosts=a.com | - | - | m
          -             | m secret=c hosts=a.com | - | - | m
          -             | m secret=c hosts=a.com | c hosts=a.com | - | m
          c san=a.com   | - | c hosts=a.com | - | -
          # shared by several
          c san=a.com,b.com | m secret=c hosts=b.com; n secret=c hosts=a.com | - | c=a.com,b.com | -
          c san=a.com,b.com | m secret=c hosts=a.com; n secret=c hosts=a.com | - | c=a.com | -
          c san=*.a.com,x.y.a.com | m secret=c hosts=*.a.com; n secret=c hosts=x.a.com | - | c=*.a.com,x.a.com | -
          c san=a.com   | m at=1 secret=c hosts=b.com; n secret=c hosts=a.com | - | c=a.com | m
          c san=a.com expired | m secret=c hosts=b.com; n secret=c hosts=a.com | c hosts=a.com | c=a.com | m
          c san=a.com,b.com expired | m secret=c hosts=b.com; n secret=c hosts=a.com | c hosts=a.com | c=a.com | m
          # by age, then by name
          c san=a.com; d san=a.com | m at=2 secret=c hosts=a.com; n at=1 secret=d hosts=a.com | - | d=a.com | m
          c san=a.com; d san=a.com | n at=1 secret=c hosts=a.com; m at=1 secret=d hosts=a.com | - | d=a.com | n
          c san=a.com; d san=a.com | m at=2 secret=c hosts=a.com; n at=1 secret=d hosts=a.com | c hosts=a.com | c=a.com | n
          c san=a.com; d san=a.com expired | m at=2 secret=c hosts=a.com; n at=1 secret=d hosts=a.com | - | c=a.com | n
          c at=2 san=a.com; d at=1 san=a.com | m at=1 secret=c hosts=a.com; n at=2 secret=d hosts=a.com | - | c=a.com | n
          c san=a.com,b.com; d san=a.com | m at=1 secret=d hosts=a.com; n at=2 secret=c hosts=a.com,b.com; o at=3 secret=c hosts=b.com | - | c=b.com; d=a.com | n
          # who is served comes before who is older
          c san=a.com; d san=a.com | m at=2 secret=c hosts=a.com; n at=1 secret=d hosts=a.com | d hosts=a.com | d=a.com | m
          c san=*.a.com; d san=x.a.com | m at=2 secret=c hosts=*.a.com; n at=1 secret=d hosts=x.a.com | c hosts=*.a.com | c=*.a.com | n
          c san=a.com,b.com; d san=a.com | m at=2 secret=c hosts=a.com,b.com; n at=1 secret=d hosts=a.com | c hosts=a.com,b.com | c=a.com,b.com | n
          c san=a.com,b.com; d san=a.com | m at=2 secret=c hosts=a.com,b.com; n at=1 secret=d hosts=a.com | c hosts=b.com | c=b.com; d=a.com | m
          default san=a.com; c san=a.com | m at=2 secret=default hosts=a.com; n at=1 secret=c hosts=a.com | default hosts=* | default=* | n
          default san=a.com; c san=a.com | m at=1 secret=default hosts=a.com; n at=2 secret=c hosts=a.com | default hosts=*; c hosts=a.com | default=*; c=a.com | m
          default san=*.com; c san=x.a.com | m at=1 secret=default hosts=*.com; n at=2 secret=c hosts=x.a.com | default hosts=*; c hosts=x.a.com | default=*; c=x.a.com | m
          s server san=*.a.com; c san=x.a.com | m at=2 secret=s hosts=x.a.com; n at=1 secret=c hosts=x.a.com | s hosts=*.a.com | s=*.a.com | n
          c san=a.com expired; d san=a.com | m at=2 secret=c hosts=a.com; n at=1 secret=d hosts=a.com | c hosts=a.com | c=a.com | n
          # wildcards
          c san=*.a.com; d san=x.a.com | m at=1 secret=c hosts=*.a.com; n at=2 secret=d hosts=x.a.com | - | c=*.a.com | n
          c san=*.a.com; d san=x.a.com | m at=2 secret=c hosts=*.a.com; n at=1 secret=d hosts=x.a.com | - | d=x.a.com | m
          # one certificate
          c san=a.com,b.com print=p; d san=a.com,b.com print=p | m at=1 secret=c hosts=a.com; n at=2 secret=d hosts=b.com | - | c=a.com | n
          c san=a.com,b.com print=p; d san=a.com,b.com print=p | m at=1 secret=c hosts=a.com; n at=2 secret=d hosts=b.com | d hosts=b.com | d=b.com | m
          c san=b.com print=p; d san=a.com,b.com print=p | k at=1 secret=c hosts=x.com; m at=2 secret=d hosts=a.com; n at=3 secret=c hosts=b.com | - | d=a.com | k,n
          c san=b.com print=p; d san=b.com print=p | m at=1 secret=c hosts=a.com; n at=2 secret=d hosts=b.com | c hosts=a.com | c=a.com; d=b.com | -
          # what is served stays with its Secret while something else is asked for
          c san=a.com | m secret=c hosts=a.com,b.com | c hosts=a.com | c=a.com | m
          c san=a.com; d san=b.com | m at=2 secret=c hosts=a.com,b.com; n at=1 secret=d hosts=b.com | c hosts=a.com; d hosts=b.com | c=a.com; d=b.com | m
          c san=a.com | m secret=d hosts=a.com | c hosts=a.com | c=a.com | m
          c san=a.com; d san=a.com expired | m secret=d hosts=a.com,b.com | c hosts=a.com,b.com,x.com | c=a.com,b.com | m
          c san=a.com; d san=a.com | m secret=d hosts=a.com | c hosts=a.com | d=a.com | -
          c san=a.com; d san=a.com | m at=1 secret=e hosts=a.com; n at=2 secret=d hosts=a.com | c hosts=a.com | d=a.com | m
          c san=a.com; d san=*.com | m at=1 secret=e hosts=a.com; n at=2 secret=d hosts=*.com | c hosts=a.com | d=*.com | m
          c san=*.a.com | m secret=c hosts=x.a.com,b.com | c hosts=*.a.com | - | m
          s server san=b.com; d san=a.com expired | m secret=d hosts=a.com | s hosts=a.com,b.com | s=b.com,a.com | m
          default san=a.com | m secret=d hosts=a.com | default hosts=* | default=* | m
          # on the Secret of the settings
          default san=a.com,b.com | m secret=default hosts=a.com | - | default=* | -
          default san=a.com | m secret=default hosts=b.com | - | default=* | m
          default san=a.com expired | m secret=default hosts=a.com | - | - | m
          default san=a.com; s server san=b.com | m secret=default hosts=b.com | - | default=*; s=b.com | m
          default san=a.com; c san=a.com | m at=1 secret=default hosts=a.com; n at=2 secret=c hosts=a.com | - | default=* | n
          default san=a.com; c san=a.com | m at=2 secret=default hosts=a.com; n at=1 secret=c hosts=a.com | - | default=*; c=a.com | m
          default san=a.com; c san=a.com | m at=1 secret=default hosts=a.com; n at=2 secret=c hosts=a.com | c hosts=a.com | default=*; c=a.com | m
          default san=a.com; c san=a.com,b.com | m at=1 secret=default hosts=c.com; n at=2 secret=c hosts=b.com | - | default=*; c=b.com | m
          # on one with the label
          s server san=a.com | m secret=s hosts=a.com | - | s=a.com | -
          s server san=*.a.com | m secret=s hosts=x.a.com | - | s=*.a.com | -
          s server san=*.a.com | m secret=s hosts=x.y.a.com | - | s=*.a.com | m
          s server san=a.com,b.com hosts=a.com | m secret=s hosts=b.com | - | s=a.com | m
          s server san=a.com expired | m secret=s hosts=a.com | - | - | m
          s server san=a.com expired | m secret=s hosts=a.com | s hosts=a.com | s=a.com | -
          s server at=9 san=a.com; c san=a.com | m at=1 secret=c hosts=a.com | - | s=a.com | m
          s server at=9 san=a.com; c san=a.com | m at=1 secret=c hosts=a.com | c hosts=a.com | s=a.com | m
          """)
  void serversOfClaims(
      String secrets, String claims, String current, String servers, String refused) {
    TlsDecision decision = decide(secrets, claims, null, current);

    assertThat(told(decision.servers())).isEqualTo(text(servers));
    assertThat(refused(decision)).isEqualTo(text(refused));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          c san=a.com                  | -                      | a.com | c hosts=a.com       | c=a.com
          c san=a.com                  | -                      | a.com | c hosts=a.com,b.com | c=a.com
          c san=a.com expired          | -                      | a.com | c hosts=a.com       | c=a.com
          c san=a.com                  | -                      | a.com | -                   | -
          -                            | -                      | a.com | c hosts=a.com       | -
          c san=a.com; d san=a.com     | m secret=d hosts=a.com | a.com | c hosts=a.com       | d=a.com
          c san=a.com; d server san=*.com | -                   | a.com | c hosts=a.com       | d=*.com
          """)
  void whatIsServedStaysWhenAClaimIsNotAllowedAnyMore(
      String secrets, String claims, String lapsed, String current, String servers) {
    TlsDecision decision =
        TlsPlanner.decide(
            SETTINGS, Scenario.sources(text(secrets), text(claims), lapsed, "", text(current)));

    assertThat(told(decision.servers())).isEqualTo(text(servers));
  }

  @Test
  void aSecretThatServesWhatIsAskedOfAnotherOneHasAVerdict() {
    TlsDecision decision =
        decide("c san=a.com expired", "m secret=d hosts=a.com", null, "c hosts=a.com");

    assertThat(decision.secrets().get("c").problems())
        .containsExactly("the certificate is expired: valid until 2026-06-15T11:59:00Z (UTC)");
    assertThat(decision.secrets().get("c").hosts()).containsExactly("a.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          default san=a.com    | -                      | o/g secret=x hosts=*       | -               | -               | -
          default san=a.com    | -                      | o/g secret=x hosts=*       | default hosts=* | default=*       | -
          default san=a.com    | -                      | o/g secret=x hosts=a.com   | -               | default=*       | -
          default san=a.com    | -                      | o/g secret=default hosts=a.com | -           | -               | -
          default san=a.com    | m secret=default hosts=a.com | o/g secret=x hosts=a.com | -           | default=*       | m
          s server san=a.com   | -                      | o/g secret=x hosts=a.com   | -               | -               | -
          s server san=a.com   | -                      | o/g secret=x hosts=*.com   | -               | -               | -
          s server san=*.a.com | -                      | o/g secret=x hosts=x.a.com | -               | -               | -
          s server san=a.com   | -                      | o/g secret=x hosts=*       | -               | s=a.com         | -
          s server san=a.com   | -                      | o/g secret=s hosts=b.com   | -               | -               | -
          s server san=a.com   | -                      | o/g secret=s hosts=b.com   | s hosts=a.com   | s=a.com         | -
          c san=a.com          | m secret=c hosts=a.com | o/g secret=x hosts=a.com   | -               | -               | m
          c san=a.com          | m secret=c hosts=a.com | o/g secret=c hosts=b.com   | -               | -               | m
          c san=a.com          | m secret=c hosts=a.com | o/g secret=x hosts=a.com   | c hosts=a.com   | c=a.com         | -
          """)
  void gatewaysOfOthersKeepWhatTheyHave(
      String secrets,
      String claims,
      String foreign,
      String current,
      String servers,
      String refused) {
    TlsDecision decision = decide(secrets, claims, foreign, current);

    assertThat(told(decision.servers())).isEqualTo(text(servers));
    assertThat(refused(decision)).isEqualTo(text(refused));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          s server san=a.com                              | -             | -
          s server san=a.com ca                           | -             | s=a.com
          s server san=a.com; s-cacert caOnly             | -             | s=a.com
          s server san=a.com; s-cacert san=b.com ca       | -             | s=a.com
          s server san=a.com; s-cacert san=b.com          | -             | -
          s server san=a.com; t-cacert caOnly             | -             | -
          s server san=a.com                              | s hosts=a.com | s=a.com
          default san=a.com                               | -             | -
          default san=a.com; default-cacert caOnly        | -             | default=*
          """)
  void mutualTlsNeedsACaForClients(String secrets, String current, String servers) {
    TlsDecision decision =
        TlsPlanner.decide(
            Scenario.settings(true, "*"), Scenario.sources(text(secrets), "", "", text(current)));

    assertThat(told(decision.servers())).isEqualTo(text(servers));
  }

  @ParameterizedTest
  @CsvSource({"a.com, default=a.com", "'a.com,b.com', ''", "'a.com,*', 'default=a.com,*'"})
  void theHostsOfTheSettingsAreCheckedAsAll(String hosts, String servers) {
    TlsDecision decision =
        TlsPlanner.decide(
            Scenario.settings(false, hosts), Scenario.sources("default san=a.com", "", "", ""));

    assertThat(told(decision.servers())).isEqualTo(servers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          s server san=a.com                   | - | s | -
          s server broken                      | - | s | tls.crt is missing
          s server                             | - | s | its certificate has no DNS names with a dot (subjectAltName), and it has no annotation seldon.io/istio-tls-hosts
          s server caOnly hosts=a.com          | - | s | it has no certificate of its own, only a CA for those of clients (ca.crt)
          s server san=a.com expired           | - | s | the certificate is expired: valid until 2026-06-15T11:59:00Z (UTC)
          s server san=a.com early             | - | s | the certificate is not valid before 2026-06-15T12:01:00Z (UTC)
          s server san=a.com hosts=b.com,c.com | - | s | its certificate is not for b.com, c.com
          s server san=a.com hosts=A_          | - | s | seldon.io/istio-tls-hosts: 'A_' is not allowed; allowed: a comma list of DNS names with a dot, such as models.example.com or *.example.com, or *
          s server san=seldon hosts=seldon     | - | s | seldon.io/istio-tls-hosts: 'seldon' is not allowed; allowed: a comma list of DNS names with a dot, such as models.example.com or *.example.com, or *
          s server san=seldon                  | - | s | its certificate has no DNS names with a dot (subjectAltName), and it has no annotation seldon.io/istio-tls-hosts
          s server at=2 san=a.com; t server at=1 san=*.com,a.com | - | s | host a.com is served with Secret t
          s server at=2 san=a.com print=p; t server at=1 san=b.com print=p | - | s | Secret t serves the same certificate
          s server san=a.com                   | o/g secret=x hosts=a.com | s | host a.com is served with Gateway o/g
          s server san=a.com                   | o/g secret=s hosts=b.com | s | Gateway o/g serves it already
          """)
  void whatIsWrongIsToldOfTheSecret(String secrets, String foreign, String secret, String problem) {
    assertThat(decide(secrets, null, foreign, null).secrets().get(secret).problems())
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                  | secret=c hosts=a.com       | there is no Secret c in namespace istio-system that is of type kubernetes.io/tls or has the label seldon.io/istio-tls
          c san=a.com        | secret=c hosts=b.com       | Secret c can't be used: its certificate is not for b.com
          c broken           | secret=c hosts=a.com       | Secret c can't be used: tls.crt is missing
          s server san=a.com | secret=s hosts=b.com       | Secret s is for a.com, not for b.com
          s server broken    | secret=s hosts=b.com       | Secret s can't be used: tls.crt is missing
          default san=a.com  | secret=default hosts=b.com | Secret default can't be used: its certificate is not for b.com
          default san=a.com; s server san=a.com | secret=default hosts=a.com | host a.com is served with Secret s
          """)
  void whatIsWrongIsToldOfTheClaim(String secrets, String claim, String problem) {
    assertThat(decide(secrets, "m " + claim, null, null).claims().values())
        .containsExactly(Optional.of(problem));
  }

  /** Or every tenant could raise an alarm about every Secret. */
  @Test
  void aClaimThatAsksForTooMuchIsNoProblemOfTheSecret() {
    TlsDecision decision =
        decide(
            "c san=a.com; s server san=b.com",
            "m secret=c hosts=x.com; n secret=s hosts=x.com",
            null,
            null);

    assertThat(decision.secrets().values()).allMatch(verdict -> verdict.problems().isEmpty());
    assertThat(refused(decision)).isEqualTo("m,n");
  }

  @Test
  void aReplacementForOtherHostsIsAProblemOfASecretThatIsServed() {
    TlsDecision decision = decide("c san=b.com", "m secret=c hosts=a.com", null, "c hosts=a.com");

    assertThat(decision.secrets().get("c").problems())
        .containsExactly("its certificate is not for a.com");
    assertThat(decision.secrets().get("c").hosts()).containsExactly("a.com");
  }

  @Test
  void secretsThatNobodyAsksForHaveNoVerdict() {
    assertThat(decide("c broken; s-cacert caOnly; s server san=a.com", null, null, null).secrets())
        .containsOnlyKeys("s");
  }

  @Test
  void aTextInAnAnnotationForgesNoLines() {
    TlsSources sources = Scenario.sources("s server san=a.com hosts=a.com\nall,b", "", "", "");

    assertThat(TlsPlanner.decide(SETTINGS, sources).secrets().get("s").problems())
        .noneMatch(problem -> problem.contains("\n"));
  }

  private static TlsDecision decide(String secrets, String claims, String foreign, String current) {
    return TlsPlanner.decide(
        SETTINGS, Scenario.sources(text(secrets), text(claims), text(foreign), text(current)));
  }

  private static String told(List<TlsServer> servers) {
    return servers.stream()
        .map(server -> server.secret() + "=" + String.join(",", server.hosts()))
        .collect(Collectors.joining("; "));
  }

  private static String refused(TlsDecision decision) {
    return decision.claims().entrySet().stream()
        .filter(claim -> claim.getValue().isPresent())
        .map(claim -> claim.getKey().name())
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(","));
  }

  private static String text(String orNull) {
    return orNull == null ? "" : orNull;
  }
}
