package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.seldoningress.testing.ApiServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who leads, on the embedded API server and the real one. */
abstract class LeaseContract {

  /** Much longer than any test waits: whoever takes over a Lease of this length need not wait. */
  static final Duration ENDLESS = Duration.ofMinutes(10);

  static final Duration SHORT = Duration.ofSeconds(2);

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

  KubernetesClient client;
  String namespace;
  private final Deque<Replica> replicas = new ArrayDeque<>();

  /** The server that the contract is held against. */
  abstract ApiServer server();

  @BeforeEach
  void connect() {
    client = server().newClient();
    namespace = server().newNamespace("leader");
  }

  @AfterEach
  void stop() {
    replicas.forEach(Replica::close);
    client.close();
  }

  @Test
  void oneLeadsAndTheOtherKnowsIt() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    Replica b = start("b", ENDLESS);
    eventually().until(() -> b.leader().equals("a"));

    assertThat(a.mayWrite()).isTrue();
    assertThat(a.leader()).isEqualTo("a");
    assertThat(b.leads()).isFalse();
    assertThat(b.mayWrite()).isFalse();
    assertThat(b.leaders()).containsExactly("a");
    assertThat(b.view().getMembers())
        .extracting(member -> member.getId() + member.isLeader() + member.isLocal())
        .containsExactly("bfalsetrue", "atruefalse");
  }

  /** Every view shows the same, whatever its namespace. */
  @Test
  void itLeadsInAllNamespacesOfViews() throws Exception {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);

    assertThat(a.service.isLeader("nobody asked for this one")).isTrue();
    assertThat(a.service.getView("another").getLocalMember().isLeader()).isTrue();
    assertThat(a.service.getView("any")).isSameAs(a.view());
  }

  @Test
  void theLeaseSaysWhoHoldsItSinceWhen() {
    ZonedDateTime before = ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(1);
    awaitLeads(start("a", Duration.ofMillis(1500)));
    Lease taken = lease().get();

    assertThat(taken.getSpec().getHolderIdentity()).isEqualTo("a");
    assertThat(taken.getSpec().getLeaseDurationSeconds()).isEqualTo(2);
    assertThat(taken.getSpec().getLeaseTransitions()).isZero();
    assertThat(taken.getSpec().getAcquireTime()).isAfter(before);
    ZonedDateTime renewed = taken.getSpec().getRenewTime();
    eventually().until(() -> lease().get().getSpec().getRenewTime().isAfter(renewed));
    assertThat(lease().get().getSpec().getAcquireTime())
        .isEqualTo(taken.getSpec().getAcquireTime());
  }

  @Test
  void whoEndsGivesItBackAndAnotherOneTakesItAtOnce() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    Replica b = start("b", ENDLESS);
    eventually().until(() -> b.leader().equals("a"));
    close(a);
    awaitLeads(b);

    eventually().untilAsserted(() -> assertThat(a.leaders()).containsExactly("a", "nobody"));
    assertThat(lease().get().getSpec().getLeaseTransitions()).isEqualTo(1);
  }

  @Test
  void whatIsGivenBackHasNoHolder() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    close(a);

    assertThat(lease().get().getSpec().getHolderIdentity()).isNullOrEmpty();
    assertThat(lease().get().getSpec().getLeaseDurationSeconds()).isEqualTo(1);
  }

  @Test
  void whoOnlyWaitsEndsWithoutTouchingIt() {
    Lease held = hold("peer", ENDLESS, ZonedDateTime.now(ZoneOffset.UTC));
    Replica a = start("a", ENDLESS);
    eventually().until(() -> a.leader().equals("peer"));
    close(a);

    assertThat(lease().get()).isEqualTo(held);
  }

  /** Of a holder that ended without a word. */
  @Test
  void aLeaseThatIsNotRenewedIsTakenWhenItIsOver() {
    hold("peer", SHORT, ZonedDateTime.now(ZoneOffset.UTC));
    long before = System.nanoTime();
    Replica a = start("a", SHORT);
    awaitLeads(a);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(SHORT);
  }

  /** A restart of the container in a pod. */
  @Test
  void whoComesBackUnderItsNameGoesOnAtOnce() {
    hold("a", ENDLESS, ZonedDateTime.now(ZoneOffset.UTC));

    awaitLeads(start("a", ENDLESS));
    assertThat(lease().get().getSpec().getLeaseTransitions()).isEqualTo(7);
  }

  @Test
  void aHolderWhoseClockIsAnHourBehindIsNotOverthrown() {
    hold("peer", ENDLESS, ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
    Replica a = start("a", SHORT);
    for (int i = 1; i <= 5; i++) {
      awaitLooks(a, 2);
      renew(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
    }
    awaitLooks(a, 2);

    assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("peer");
    assertThat(a.leaders()).containsExactly("peer");
  }

  @Test
  void aHolderWhoseClockIsAnHourAheadIsSucceededAfterOneLease() {
    hold("peer", SHORT, ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    Replica a = start("a", SHORT);
    eventually().until(() -> a.leader().equals("peer"));
    long renewed = System.nanoTime();
    renew(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    awaitLeads(a);

    assertThat(Duration.ofNanos(System.nanoTime() - renewed)).isGreaterThanOrEqualTo(SHORT);
  }

  /** Something may touch its labels each minute, and must not keep it alive by that. */
  @Test
  void onlyItsHolderKeepsALeaseAlive() {
    hold("peer", SHORT, ZonedDateTime.now(ZoneOffset.UTC));
    Replica a = start("a", SHORT);

    eventually()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              touch();
              return a.leads();
            });
  }

  @Test
  void whatOthersWriteOnALeaseStays() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    String touched = touch();
    ZonedDateTime before = lease().get().getSpec().getRenewTime();
    eventually().until(() -> lease().get().getSpec().getRenewTime().isAfter(before));

    assertThat(lease().get().getMetadata().getLabels()).containsEntry("touched", touched);
    assertThat(a.leaders()).containsExactly("a");
  }

  @Test
  void aLeaseWithoutContentIsTaken() {
    client.resource(new LeaseBuilder(empty()).build()).create();

    awaitLeads(start("a", ENDLESS));
  }

  @Test
  void aLeaseThatIsDeletedIsMadeAgain() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    String uid = lease().get().getMetadata().getUid();
    lease().delete();
    eventually()
        .until(() -> lease().get() != null && !lease().get().getMetadata().getUid().equals(uid));

    eventually().untilAsserted(() -> assertThat(a.leaders()).containsExactly("a", "nobody", "a"));
  }

  /** A holder does not read what it wrote itself. */
  @Test
  void renewingTakesOneRequest() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    long looks = a.looks();
    eventually().until(() -> a.requests.count("PUT", "/leases/") >= 5);

    assertThat(a.looks()).isEqualTo(looks);
    assertThat(a.requests.count(entry -> entry.status() >= 400 && entry.status() != 404)).isZero();
  }

  Replica start(String identity, Duration leaseDuration) {
    return start(identity, leaseDuration, CompletableFuture.completedFuture(null));
  }

  Replica start(String identity, Duration leaseDuration, CompletableFuture<Void> ready) {
    Replica replica = new Replica(server(), options(identity, leaseDuration), ready);
    replicas.push(replica);
    return replica;
  }

  private void close(Replica replica) {
    replicas.remove(replica);
    replica.close();
  }

  private LeaseOptions options(String identity, Duration leaseDuration) {
    return new LeaseOptions(
        namespace,
        "lease",
        identity,
        leaseDuration,
        leaseDuration.multipliedBy(2).dividedBy(3),
        Duration.ofMillis(100));
  }

  Resource<Lease> lease() {
    return client.leases().inNamespace(namespace).withName("lease");
  }

  private Lease empty() {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("lease")
        .endMetadata()
        .build();
  }

  /** Makes a Lease that a process of another make holds. */
  private Lease hold(String holder, Duration duration, ZonedDateTime renewed) {
    return client
        .resource(
            new LeaseBuilder(empty())
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds((int) duration.toSeconds())
                .withAcquireTime(renewed.withNano(0))
                .withRenewTime(renewed.withNano(0))
                .withLeaseTransitions(7)
                .endSpec()
                .build())
        .create();
  }

  private void renew(ZonedDateTime time) {
    patch("{\"spec\": {\"renewTime\": \"%s\"}}".formatted(MICRO_TIME.format(time)));
  }

  private String touch() {
    String value = "at-" + System.nanoTime();
    patch("{\"metadata\": {\"labels\": {\"touched\": \"%s\"}}}".formatted(value));
    return value;
  }

  private void patch(String patch) {
    Lease unused = lease().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  static void awaitLeads(Replica replica) {
    eventually().until(replica::leads);
  }

  private static void awaitLooks(Replica replica, int more) {
    long before = replica.looks();
    eventually().until(() -> replica.looks() >= before + more);
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }
}
