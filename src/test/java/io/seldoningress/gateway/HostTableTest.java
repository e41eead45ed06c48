package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.Hosts;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTableTest {

  @ParameterizedTest
  @CsvSource({
    "a.com, a.com, true",
    "a.com, b.com, false",
    "*.com, a.com, true",
    "a.com, *.com, true",
    "*.com, *.a.com, true",
    "*.a.com, *.com, true",
    "*.a.com, x.y.a.com, true",
    "*.a.com, a.com, false",
    "a.com, *.a.com, false",
    "*.a.com, xa.com, false",
    "*.a.com, *.b.com, false",
    "*, *, true",
    "*, a.com, false",
    "a.com, *, false",
    "*, *.com, false",
    "*.com, *, false",
    "com, *.com, false",
    "seldon, seldon, true"
  })
  void hostsOverlap(String served, String asked, boolean overlap) {
    HostTable table = new HostTable();
    table.put(served, "a");

    assertThat(table.any(asked).isPresent()).isEqualTo(overlap);
    assertThat(table.otherThan("b", asked).isPresent()).isEqualTo(overlap);
    assertThat(table.otherThan("a", asked)).isEmpty();
  }

  @Test
  void ofSeveralTheFirstByNameIsTold() {
    HostTable table = new HostTable();
    List.of("c", "a", "b").forEach(who -> table.put(who + ".x.com", who));

    assertThat(table.any("*.x.com")).contains("a");
    assertThat(table.otherThan("a", "*.x.com")).contains("b");
  }

  /** A search through all of them would take minutes. */
  @Test
  void manyHostsTakeNoTime() {
    HostTable table = new HostTable();
    for (int i = 0; i < 100_000; i++) {
      String host = "h" + i + ".models.example.com";
      assertThat(table.otherThan("a", host)).isEmpty();
      table.put(host, "a");
    }

    assertThat(table.otherThan("b", "*.example.com")).contains("a");
  }

  @Property
  void itIsWhatALookAtEveryHostFinds(
      @ForAll("served") Map<String, String> served, @ForAll("host") String host) {
    HostTable table = new HostTable();
    served.forEach(table::put);

    for (String who : List.of("a", "b", "c")) {
      assertThat(table.otherThan(who, host))
          .isEqualTo(
              served.entrySet().stream()
                  .filter(one -> !one.getValue().equals(who) && overlap(one.getKey(), host))
                  .map(Map.Entry::getValue)
                  .sorted()
                  .findFirst());
    }
  }

  private static boolean overlap(String one, String other) {
    boolean any = one.equals(Hosts.ANY) || other.equals(Hosts.ANY);
    return any ? one.equals(other) : Hosts.intersect(one, other);
  }

  @Provide
  Arbitrary<String> host() {
    Arbitrary<String> name =
        Arbitraries.of("a", "b", "com")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(labels -> String.join(".", labels));
    return Arbitraries.oneOf(name, name.map(one -> "*." + one), Arbitraries.just(Hosts.ANY));
  }

  @Provide
  Arbitrary<Map<String, String>> served() {
    return Arbitraries.maps(host(), Arbitraries.of("a", "b", "c")).ofMaxSize(6);
  }
}
