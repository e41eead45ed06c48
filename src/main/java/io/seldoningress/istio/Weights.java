package io.seldoningress.istio;

import io.seldoningress.seldon.Predictor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each live predictor gets of the requests. As long as some of those with a share are ready,
 * the others get nothing, and these have their shares beside their own, in proportion. With nobody
 * ready, as with everybody, it is what is written: then no weights help, and none make it worse.
 *
 * <p>Shares are whole, by the largest remainder: the sum stays that of what is written, no share is
 * off its proportion by 1 or more, and none is below what is written. A written 0 stays 0.
 */
final class Weights {

  private final Map<Integer, Integer> byIndex;

  private Weights(Map<Integer, Integer> byIndex) {
    this.byIndex = byIndex;
  }

  /**
   * The weights of one SeldonDeployment.
   *
   * @param live its predictors that are no shadows
   * @param readiness who of them is ready
   */
  static Weights of(List<Predictor> live, Readiness readiness) {
    List<Predictor> sharers = live.stream().filter(one -> one.traffic() > 0).toList();
    List<Predictor> ready = sharers.stream().filter(readiness::isReady).toList();
    Map<Integer, Integer> weights = new HashMap<>();
    live.forEach(one -> weights.put(one.index(), one.traffic()));
    if (!ready.isEmpty() && ready.size() < sharers.size()) {
      sharers.forEach(one -> weights.put(one.index(), 0));
      share(sum(sharers), ready, weights);
    }
    return new Weights(weights);
  }

  /** The share of one of them; 0 for none. */
  int of(Predictor predictor) {
    return byIndex.get(predictor.index());
  }

  private static void share(long total, List<Predictor> ready, Map<Integer, Integer> weights) {
    long written = sum(ready);
    ready.forEach(
        one -> weights.put(one.index(), Math.toIntExact(total * one.traffic() / written)));
    long left = total - ready.stream().mapToLong(one -> weights.get(one.index())).sum();
    // The sort keeps the order of equal ones: of these the first in the spec are served first.
    ready.stream()
        .sorted(Comparator.comparingLong(one -> -(total * one.traffic() % written)))
        .limit(left)
        .forEach(one -> weights.merge(one.index(), 1, Integer::sum));
  }

  private static long sum(List<Predictor> predictors) {
    return predictors.stream().mapToLong(Predictor::traffic).sum();
  }
}
