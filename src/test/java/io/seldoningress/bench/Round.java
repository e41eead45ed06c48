package io.seldoningress.bench;

import io.seldoningress.bench.Fleet.Body;
import io.seldoningress.bench.Fleet.Member;
import io.seldoningress.bench.MeasuredProgram.Launch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One round over one fleet: the API server's own limit and the program, one after the other. */
final class Round {

  /** As many as the program has by default (reconcile.concurrency). */
  private static final int CONCURRENCY = 8;

  private static final List<Integer> MASS_CHANGES = List.of(200, 1000);
  private static final int WARM_UP = 400;
  private static final int SINGLE_CHANGES = 300;
  private static final long IDLE_MILLIS = 20;
  private static final int STEADY_MILLIS = 20_000;
  private static final int FIRST_SHARE = 75;
  private static final List<Integer> SINGLE_SHARES = List.of(60, 40);

  private final RawApi api;
  private final RouteWatch watch;
  private final Launch launch;
  private final Fleet fleet;
  private final Results results;
  private final int size;

  Round(RawApi api, RouteWatch watch, Launch launch, Fleet fleet, Results results) {
    this.api = api;
    this.watch = watch;
    this.launch = launch;
    this.fleet = fleet;
    this.results = results;
    this.size = fleet.members().size();
  }

  /** What the program, or the API server alone, does. */
  private record Pace(double firstStart, Spread single, List<Double> mass) {}

  /** Makes one change. */
  private interface Change {

    /** Returns how long it took, in nanoseconds. */
    long to(int share);
  }

  /** Measures all; the cluster has no SeldonDeployment before and after. */
  void run(boolean limitFirst) throws IOException {
    fleet.create();
    Pace limit = limitFirst ? limit() : null;
    if (limitFirst) {
      asAtFirst();
    }
    Pace program = program();
    if (!limitFirst) {
      asAtFirst();
      limit = limit();
    }
    fleet.deleteRoutes();
    fleet.delete();
    results.large("first start", size, "objects/s", program.firstStart(), limit.firstStart());
    results.small(
        "one change, p50", size, "ms", program.single().median(), limit.single().median());
    results.small(
        "one change, p99",
        size,
        "ms",
        program.single().percentile(99),
        limit.single().percentile(99));
    for (int i = 0; i < massSizes().size(); i++) {
      results.large(
          massSizes().get(i) + " changes at once",
          size,
          "changes/s",
          program.mass().get(i),
          limit.mass().get(i));
    }
  }

  /** No more than there are. */
  private List<Integer> massSizes() {
    return MASS_CHANGES.stream().filter(number -> number <= size).toList();
  }

  private Pace limit() {
    List<List<Body>> routes = fleet.routes();
    long nanos =
        InParallel.each(
            CONCURRENCY, routes, one -> one.forEach(body -> api.apply(body.path(), body.json())));
    double rate = objects() / seconds(nanos);
    Spread single = singleLimit();
    List<Double> mass = mass(this::massLimit);
    return new Pace(rate, single, mass);
  }

  private Spread singleLimit() {
    Member member = fleet.members().get(0);
    Map<Integer, Body> states =
        SINGLE_SHARES.stream()
            .collect(
                Collectors.toMap(share -> share, share -> fleet.virtualService(member, share)));
    return oneByOne(
        share -> {
          Body body = states.get(share);
          long start = System.nanoTime();
          api.apply(body.path(), body.json());
          return System.nanoTime() - start;
        });
  }

  /** Changes one after the other, on an idle system; in milliseconds. */
  private static Spread oneByOne(Change change) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + SINGLE_CHANGES; i++) {
      long nanos = change.to(SINGLE_SHARES.get(i % 2));
      if (i >= WARM_UP) {
        millis.add(nanos / 1e6);
      }
      Pause.millis(IDLE_MILLIS);
    }
    return new Spread(millis);
  }

  /**
   * Changes for each second, for each number of them.
   *
   * @param changes gets the number and the new share
   */
  private List<Double> mass(ToDoubleBiFunction<Integer, Integer> changes) {
    List<Double> rates = new ArrayList<>();
    int share = FIRST_SHARE;
    for (int number : massSizes()) {
      rates.add(changes.applyAsDouble(number, --share));
    }
    return rates;
  }

  /** The same changes of SeldonDeployments, and right after each the apply that it comes to. */
  private double massLimit(int number, int share) {
    List<Member> some = fleet.members().subList(0, number);
    List<Body> bodies = some.stream().map(one -> fleet.virtualService(one, share)).toList();
    List<Integer> indexes = IntStream.range(0, number).boxed().toList();
    long nanos =
        InParallel.each(
            CONCURRENCY,
            indexes,
            i -> {
              fleet.shift(some.get(i), share);
              api.apply(bodies.get(i).path(), bodies.get(i).json());
            });
    return number / seconds(nanos);
  }

  /** For the second of the two. */
  private void asAtFirst() {
    fleet.deleteRoutes();
    InParallel.each(CONCURRENCY, fleet.members(), one -> fleet.shift(one, FIRST_SHARE));
  }

  private Pace program() throws IOException {
    watch.reset();
    double rate;
    Spread single;
    List<Double> mass;
    try (MeasuredProgram program = MeasuredProgram.start(launch, "first")) {
      long last = watch.await(fleet.members(), FIRST_SHARE);
      rate = objects() / seconds(last - watch.first());
      results.small("first start, CPU", size, "s", program.cpuSeconds());
      program.awaitTurns(size);
      results.small("memory after first start", size, "MiB", program.residentMebibytes());
      single = singleChanges();
      mass = mass(this::massChanges);
      settle(program);
      statusUpdates(program);
      steady(program);
      results.small("memory at the end", size, "MiB", program.residentMebibytes());
      results.small("memory, most", size, "MiB", program.peakMebibytes());
    }
    startWithAllInPlace();
    return new Pace(rate, single, mass);
  }

  private Spread singleChanges() {
    Member member = fleet.members().get(0);
    return oneByOne(
        share -> {
          fleet.shift(member, share);
          long accepted = System.nanoTime();
          return Math.max(0, watch.await(member, share) - accepted);
        });
  }

  private double massChanges(int number, int share) {
    List<Member> some = fleet.members().subList(0, number);
    long start = System.nanoTime();
    InParallel.each(CONCURRENCY, some, one -> fleet.shift(one, share));
    long accepted = System.nanoTime();
    long last = watch.await(some, share);
    results.small(
        number + " changes at once, last one's delay",
        size,
        "ms",
        Math.max(0, last - accepted) / 1e6);
    return number / seconds(last - start);
  }

  private void statusUpdates(MeasuredProgram program) {
    double writes = program.writes();
    double turns = program.turns();
    double cpu = program.cpuSeconds();
    InParallel.each(CONCURRENCY, fleet.members(), one -> fleet.touchStatus(one, 3));
    settle(program);
    results.small("status updates, writes", size, "", program.writes() - writes);
    results.small("status updates, turns", size, "", program.turns() - turns);
    results.small("status updates, CPU", size, "s", program.cpuSeconds() - cpu);
  }

  private void steady(MeasuredProgram program) {
    double writes = program.writes();
    double requests = program.requests();
    double cpu = program.cpuSeconds();
    Pause.millis(STEADY_MILLIS);
    double minutes = STEADY_MILLIS / 60_000.0;
    results.small(
        "steady state, CPU", size, "% of a core", (program.cpuSeconds() - cpu) / (minutes * 0.6));
    results.small("steady state, writes", size, "/min", (program.writes() - writes) / minutes);
    results.small(
        "steady state, requests", size, "/min", (program.requests() - requests) / minutes);
  }

  private void startWithAllInPlace() throws IOException {
    try (MeasuredProgram program = MeasuredProgram.start(launch, "in-place")) {
      results.small("start with all in place, ready", size, "s", program.awaitReady());
      results.small("start with all in place, settled", size, "s", program.awaitTurns(size));
      settle(program);
      results.small("start with all in place, writes", size, "", program.writes());
      results.small("memory with all in place", size, "MiB", program.residentMebibytes());
    }
  }

  /** The watch may still show something, and conditions are written last. */
  private static void settle(MeasuredProgram program) {
    Pause.millis(1500);
    program.awaitTurns(0);
    Pause.millis(500);
  }

  private double objects() {
    return 3.0 * size;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
