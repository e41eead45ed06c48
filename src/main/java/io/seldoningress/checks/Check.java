package io.seldoningress.checks;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.function.Function;
import java.util.stream.Stream;

/** One rule. */
@FunctionalInterface
interface Check {

  /**
   * Every place in which the SeldonDeployment breaks the rule, in the order of its fields. Never
   * throws.
   */
  Stream<Finding> findings(SeldonDeployment deployment, RoutingSettings settings);

  /** A rule that asks for no settings. */
  static Check of(Function<SeldonDeployment, Stream<Finding>> rule) {
    return (deployment, settings) -> rule.apply(deployment);
  }
}
