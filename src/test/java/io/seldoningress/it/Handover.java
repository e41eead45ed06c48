package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seldoningress.it.Versions.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of one SeldonDeployment on their way from one writer to another and back. */
final class Handover {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Version> versions;
  private final Map<String, String> wanted;
  private final Map<String, String> operators;

  /**
   * @param versions all of them, in their order
   * @param wanted the objects as the controller wants them, with kind, name and spec
   * @param operators the same as the operator wants them
   */
  Handover(
      List<Version> versions,
      List<Map<String, Object>> wanted,
      List<Map<String, Object>> operators) {
    this.versions = versions;
    this.wanted = specs(wanted);
    this.operators = specs(operators);
  }

  /**
   * Checks it.
   *
   * @param begin the revision up to which the operator wrote
   * @param taken that up to which the controller wrote
   * @param end that up to which the operator wrote again
   */
  void check(long begin, long taken, long end) {
    assertThat(stateAt(begin)).isEqualTo(operators);
    assertThat(stateAt(taken)).isEqualTo(wanted);
    assertThat(stateAt(end)).isEqualTo(operators);
    assertThat(versions).noneMatch(Version::deleted);
    assertThat(uids()).allSatisfy((key, uids) -> assertThat(uids).hasSize(1));
    assertThat(versions).allSatisfy(this::isOneOfTheTwo);
    assertThat(writes(begin, taken)).allSatisfy((key, count) -> assertThat(count).isEqualTo(1));
    assertThat(writes(taken, end)).allSatisfy((key, count) -> assertThat(count).isEqualTo(1));
    assertThat(writes(taken, end).keySet()).isEqualTo(differing());
    versions.stream()
        .filter(one -> one.revision() > begin)
        .forEach(one -> assertThat(missingSubsets(one.revision())).as(one.toString()).isEmpty());
  }

  /** There is no third state. */
  private void isOneOfTheTwo(Version version) {
    assertThat(List.of(wanted.get(version.key()), operators.get(version.key())))
        .contains(IstioSpecs.text(version.spec()));
  }

  private Map<String, String> stateAt(long revision) {
    Map<String, String> state = new TreeMap<>();
    upTo(revision).forEach(one -> state.put(one.key(), IstioSpecs.text(one.spec())));
    return state;
  }

  private Map<String, Set<String>> uids() {
    return versions.stream()
        .collect(
            Collectors.groupingBy(
                Version::key, Collectors.mapping(Version::uid, Collectors.toSet())));
  }

  private Map<String, Long> writes(long after, long upTo) {
    return upTo(upTo)
        .filter(one -> one.revision() > after)
        .collect(Collectors.groupingBy(Version::key, Collectors.counting()));
  }

  private Set<String> differing() {
    return wanted.keySet().stream()
        .filter(key -> !wanted.get(key).equals(operators.get(key)))
        .collect(Collectors.toSet());
  }

  /** The subsets that are named at a revision and that no DestinationRule has then. */
  private Set<String> missingSubsets(long revision) {
    Map<String, Version> state = new HashMap<>();
    upTo(revision).forEach(one -> state.put(one.key(), one));
    Set<String> named =
        of(state, Versions.VIRTUAL_SERVICE)
            .flatMap(one -> IstioSpecs.named(one.namespace(), one.spec()).stream())
            .collect(Collectors.toSet());
    of(state, Versions.DESTINATION_RULE)
        .flatMap(one -> IstioSpecs.defined(one.namespace(), one.spec()).stream())
        .forEach(named::remove);
    return named;
  }

  private static Stream<Version> of(Map<String, Version> state, String kind) {
    return state.values().stream().filter(one -> one.kind().equals(kind));
  }

  private Stream<Version> upTo(long revision) {
    return versions.stream().filter(one -> one.revision() <= revision);
  }

  private static Map<String, String> specs(List<Map<String, Object>> objects) {
    return objects.stream()
        .collect(
            Collectors.toMap(
                one -> one.get("kind") + " " + one.get("name"),
                one -> IstioSpecs.text(JSON.valueToTree(one.get("spec"))),
                (one, other) -> one,
                TreeMap::new));
  }
}
