package io.seldoningress.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.re2j.Pattern;
import io.seldoningress.annotation.TextMatch.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchFormTest {

  private static final Form<List<MatchAlternative>> FORM = MatchForm.form();

  @Test
  void aListIsReadAsAlternativesAndAMapAsOne() {
    TextMatch beta = new TextMatch(Kind.EXACT, "beta");
    MatchAlternative ofHeader =
        new MatchAlternative(Map.of(MatchPart.HEADERS, Map.of("x-group", beta)));
    MatchAlternative ofMore =
        new MatchAlternative(
            Map.of(
                MatchPart.COOKIES, Map.of("group", new TextMatch(Kind.PREFIX, "be")),
                MatchPart.QUERY_PARAMS, Map.of("group", new TextMatch(Kind.REGEX, "b[a-z]*")),
                MatchPart.CLAIMS, Map.of("realm_access.roles", beta)));
    String more =
        "{\"cookies\": {\"group\": {\"prefix\": \"be\"}}, \"queryParams\": {\"group\": {\"regex\": \"b[a-z]*\"}},"
            + " \"claims\": {\"realm_access.roles\": {\"exact\": \"beta\"}}}";

    assertThat(read("headers:\n  x-group: beta")).containsExactly(ofHeader);
    assertThat(read("[{headers: {x-group: beta}}, " + more + "]"))
        .containsExactly(ofHeader, ofMore);
  }

  /** YAML's own types would make others of them. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "null", "1e3", "2026-01-01", "~"})
  void everyValueIsAText(String written) {
    assertThat(read("headers: {x-group: " + written + "}").get(0).of(MatchPart.HEADERS))
        .containsEntry("x-group", new TextMatch(Kind.EXACT, written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [ | '' | a: [",
        "'' | '' | ''",
        "# nothing | '' | # nothing",
        "{a: b, a: b} | '' | {a: b, a: b}",
        "beta | '' | beta",
        "[] | '' | []",
        "{} | '' | {}",
        "[beta] | [0] | beta",
        "--- {} --- {} | '' | --- {} --- {}",
        "{headers: {a: b}, headers: {c: d}} | '' | {headers: {a: b}, headers: {c: d}}",
        "[{headers: &x {a: b}}, {headers: *x}] | '' | [{headers: &x {a: b}}, {headers: *x}]",
        "{headers: {a: !!binary b}} | '' | {headers: {a: !!binary b}}",
        "[{header: {a: b}}] | [0].header | {a=b}",
        "{headers: {}} | .headers | {}",
        "{headers: [a]} | .headers | [a]",
        "{headers: {[a]: b}} | '' | {headers: {[a]: b}}",
        "{headers: {a: }} | .headers.a | ''",
        "headers: | .headers | ''",
        "&a | '' | ''",
        "{headers: {a: ''}} | .headers.a | ''",
        "{headers: {a: {prefix: ''}}} | .headers.a.prefix | ''",
        "{headers: {a: {regex: '*'}}} | .headers.a.regex | *",
        "{headers: {a: {regex: '(?=a)'}}} | .headers.a.regex | (?=a)",
        "{headers: {a: {exact: b, prefix: b}}} | .headers.a | {exact=b, prefix=b}",
        "{headers: {a: {suffix: b}}} | .headers.a | {suffix=b}",
        "{headers: {a: {exact: [b]}}} | .headers.a | {exact=[b]}",
        "{headers: {a: bétà}} | .headers.a | bétà",
        "{headers: {X-Group: b}} | .headers.X-Group | X-Group",
        "{headers: {':path': b}} | .headers.:path | :path",
        "{headers: {seldon: b}} | .headers.seldon | seldon",
        "{headers: {namespace: b}} | .headers.namespace | namespace",
        "{headers: {host: b}} | .headers.host | host",
        "{headers: {'@request.auth.claims.a': b}} | .headers.@request.auth.claims.a | @request.auth.claims.a",
        "{cookies: {a: b, c: d}} | .cookies | a, c",
        "{cookies: {a: b}, headers: {cookie: c}} | .cookies | a",
        "{cookies: {a: 'b; c=d'}} | .cookies.a | b; c=d",
        "{cookies: {a: {regex: 'b.*'}}} | .cookies.a.regex | b.*",
        "{cookies: {a: {regex: 'b\\Q'}}} | .cookies.a.regex | b\\Q",
        "{cookies: {'a=b': c}} | .cookies.a=b | a=b",
        "{queryParams: {'a&b': c}} | .queryParams.a&b | a&b",
        "{claims: {a..b: c}} | .claims.a..b | a..b",
        "{claims: {'a]': c}} | .claims.a] | a]",
      })
  void whatIsWrongIsToldWithItsPath(String text, String path, String value) {
    assertThat(FORM.read(text).faults())
        .extracting(Fault::path, Fault::value)
        .containsExactly(tuple(path, value));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceUpToSomeDozens() {
    assertThat(FORM.read("[{headers: {A: b, c: {regex: '['}}}, {}, 7]").faults())
        .extracting(Fault::path)
        .containsExactly("[0].headers.A", "[0].headers.c.regex", "[1]", "[2]");
    String many =
        "headers: {"
            + String.join(", ", IntStream.range(0, 100).mapToObj(i -> "A" + i + ": b").toList())
            + "}";
    assertThat(FORM.read(many).faults()).hasSize(24);
  }

  @Test
  void thereAreLimits() {
    String alternative = "{headers: {a: b}}";
    assertThat(FORM.read(list(alternative, 20)).faults()).isEmpty();
    assertThat(FORM.read(list(alternative, 21)).faults()).hasSize(1);
    assertThat(FORM.read(headers(10)).faults()).isEmpty();
    assertThat(FORM.read(headers(11)).faults())
        .extracting(Fault::allowed)
        .containsExactly("at most 10 conditions");
    assertThat(FORM.read("headers: {a: " + "b".repeat(256) + "}").faults()).isEmpty();
    assertThat(FORM.read("headers: {a: " + "b".repeat(257) + "}").faults()).hasSize(1);
    assertThat(FORM.read("headers: {a: b}" + " ".repeat(9_000) + "#").faults()).hasSize(1);
  }

  /** What breaks parsers. */
  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{a: ", "- ", "{", "[{headers: ", "? ", "!!x ", "&a ", "\"", "|", "%"})
  void whateverIsRepeatedIsRefusedQuickly(String part) {
    for (int times : new int[] {100, 3_000, 100_000}) {
      assertThat(FORM.read(part.repeat(times)).faults()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beta",
        "b[a-z]*",
        "(?i)beta|gamma",
        ".*@example\\.com",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "\\d+"
      })
  void regexesOfUsersAreAllowed(String regex) {
    assertThat(Regexes.isAllowed(regex)).isTrue();
  }

  /** Too large for Envoy when compiled, or not the same to every RE2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "[",
        "(",
        "a**",
        "(?=a)",
        "(a)\\1",
        "a{1001}",
        "a{301}",
        "[^a]{301}",
        "((a{40}){40}){40}",
        "(?:(?:){900}){900}",
        "((((a{99}){99}){99}){99}){99}",
        "(a{99999999999999999999}){2}",
        "\\pL",
        "\\P{Greek}",
        "[\\x{100}-\\x{10ffff}]",
        "\\C",
        "(?P<n>a)",
        "(?<n>a)",
        "é",
        "a\nb",
        "\\Z"
      })
  void regexesThatEnvoyMightRefuseAreNot(String regex) {
    assertThat(Regexes.isAllowed(regex)).isFalse();
    assertThat(Regexes.isAllowed("a".repeat(257))).isFalse();
  }

  @Property(tries = 2_000)
  void anyTextIsReadOrRefusedAndWhatIsReadCompiles(@ForAll("texts") String text) {
    Reading<List<MatchAlternative>> reading = FORM.read(text);

    assertThat(reading.value().isPresent()).isEqualTo(reading.faults().isEmpty());
    assertThat(reading.faults()).allMatch(fault -> !fault.path().contains("\n"));
    assertThat(reading.value().orElse(List.of()).stream())
        .flatMap(one -> one.conditions().values())
        .flatMap(Map::values)
        .filteredOn(match -> match.kind() == Kind.REGEX)
        .allSatisfy(
            match -> assertThat(Pattern.compile(match.text()).programSize()).isLessThan(301));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "headers",
            "cookies",
            "queryParams",
            "claims",
            "exact",
            "prefix",
            "regex",
            ": ",
            ":",
            "{",
            "}",
            "[",
            "]",
            "- ",
            ", ",
            "\n",
            "  ",
            "'",
            "\"",
            "&a ",
            "*a",
            "!!x",
            "? ",
            "|",
            "%",
            "a",
            "x-group",
            "b*",
            "(a{9}){9}",
            "\t",
            "\u0000",
            "\ud800",
            "é",
            "<<");
    Arbitrary<String> mixed = pieces.list().ofMaxSize(40).map(parts -> String.join("", parts));
    Arbitrary<String> regexes =
        Arbitraries.strings()
            .withChars("ab.*+?|()[]{}^$\\dwSpxQEC:i1239,;=-<>P!")
            .ofMaxLength(30)
            .map(regex -> "headers: {a: {regex: '" + regex + "'}}");
    return Arbitraries.oneOf(mixed, regexes, Arbitraries.strings().ofMaxLength(200));
  }

  private static List<MatchAlternative> read(String text) {
    Reading<List<MatchAlternative>> reading = FORM.read(text);
    assertThat(reading.faults()).isEmpty();
    return reading.value().orElseThrow();
  }

  private static String list(String element, int times) {
    return "[" + String.join(", ", Collections.nCopies(times, element)) + "]";
  }

  private static String headers(int count) {
    return "headers: {"
        + String.join(", ", IntStream.range(0, count).mapToObj(i -> "a" + i + ": b").toList())
        + "}";
  }
}
