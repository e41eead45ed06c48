package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The option expected: objects that a route is handed also where they do not exist. */
abstract class ExpectedContract extends SecretsFixture {

  @Test
  void anExpectedObjectThatIsMissingIsHandedOverWithoutABody() throws Exception {
    create("there");
    HandedOver handed = startReplica().addRoute("route", METADATA + expecting("missing"));
    handed.await("there", "missing -");
    create("missing");

    handed.await("there", "missing -", "missing");
  }

  @Test
  void oneThatExistsIsHandedOverOnce() throws Exception {
    create("there");
    HandedOver handed = startReplica().addRoute("route", METADATA + expecting("there"));
    handed.await("there");
    create("later");

    handed.await("there", "later");
  }

  @Test
  void whatIsExpectedIsNotSkipped() throws Exception {
    create("there");
    create("skipped");
    HandedOver handed =
        startReplica()
            .addRoute("route", METADATA + "&skipInitial=true" + expecting("there", "missing"));
    handed.await("there", "missing -");
    create("later");

    handed.await("there", "missing -", "later");
  }

  @Test
  void whoBeginsToLeadIsHandedWhatIsExpected() throws Exception {
    SecretsReplica one = startReplica();
    SecretsReplica other = startReplica();
    String options = "&leaderOnly=true&skipInitial=true" + expecting("missing");
    HandedOver ofOne = one.addRoute("route", METADATA + options);
    HandedOver ofOther = other.addRoute("route", METADATA + options);
    one.cluster.lead(true);
    ofOne.awaitAndForget("missing -");
    assertThat(ofOther.names()).isEmpty();
    one.cluster.lead(false);
    other.cluster.lead(true);
    ofOther.awaitAndForget("missing -");
    other.cluster.lead(false);
    one.cluster.lead(true);

    ofOne.await("missing -");
    assertThat(ofOther.names()).isEmpty();
  }

  @Test
  void wakingAllWakesWhatIsExpected() throws Exception {
    create("there");
    SecretsReplica replica = startReplica();
    HandedOver handed = replica.addRoute("route", METADATA + expecting("missing"));
    handed.awaitAndForget("there", "missing -");
    replica.component.wakeAll(Secret.class);

    handed.await("there", "missing -");
  }

  @Test
  void aRouteThatComesBackIsHandedWhatItDidNotExpectBefore() throws Exception {
    SecretsReplica replica = startReplica();
    HandedOver first = replica.addRoute("route", METADATA + expecting("a"));
    first.await("a -");
    replica.context.getRouteController().stopRoute("route");
    replica.context.removeRoute("route");
    HandedOver second = replica.addRoute("route", METADATA + expecting("a", "b"));
    second.await("b -");
    create("later");

    second.await("b -", "later");
    first.await("a -");
  }

  private String expecting(String... names) {
    return "&expected="
        + Arrays.stream(names).map(name -> namespace + "/" + name).collect(Collectors.joining(","));
  }
}
