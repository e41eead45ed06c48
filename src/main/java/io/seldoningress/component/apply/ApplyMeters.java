package io.seldoningress.component.apply;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.apply.ApplyResult.Cause;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import java.util.Locale;

/** Counts what was written, by kind and outcome, and what of it put right what somebody undid. */
final class ApplyMeters {

  /** What the writes of conditions are counted as, beside the kinds of objects. */
  private static final String STATUS = "/status";

  private final MeterRegistry registry;
  private final String prefix;

  ApplyMeters(MeterRegistry registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
  }

  void count(ApplyResult result) {
    count(result.outcome(), result.kind());
    if (result.cause() == Cause.DRIFT) {
      Counter.builder(prefix + "drift.repairs")
          .description("Objects that were put right after somebody changed or deleted them")
          .tag("kind", result.kind())
          .register(registry)
          .increment();
    }
  }

  void countCondition(ApplyResult result) {
    count(result.outcome(), result.kind() + STATUS);
  }

  private void count(Outcome outcome, String kind) {
    if (outcome != Outcome.NOOP) {
      Counter.builder(prefix + "writes")
          .description("Objects that were written, or left because somebody fights over them")
          .tags("kind", kind, "outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(registry)
          .increment();
    }
  }
}
