package io.seldoningress.reconcile;

import java.util.List;
import java.util.stream.Collectors;

/** A plan that may say why its object is not as it asks to be. */
interface Refusable {

  /** Why not; empty where all is well. */
  List<Refusal> refusals();

  /** Whether there is a reason why not. */
  default boolean isRefused() {
    return !refusals().isEmpty();
  }

  /** All refusals as one, with the reason of the first. */
  default Refusal refusal() {
    return new Refusal(
        refusals().get(0).reason(),
        refusals().stream().map(Refusal::message).collect(Collectors.joining("; ")));
  }
}
