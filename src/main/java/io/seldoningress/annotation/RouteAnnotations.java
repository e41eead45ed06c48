package io.seldoningress.annotation;

import java.util.List;

/** What happens to a request on its way. */
public final class RouteAnnotations {

  static final Annotation<String> RETRIES =
      Annotation.onDeployment(
              "istio-retries",
              Form.checkedApart(
                  "a whole number from 0 (no retries, not even Istio's own) to 2147483647"),
              new Note(
                  "VirtualService spec.http[].retries.attempts",
                  "Istio's own 2 retries",
                  "3",
                  "How often a request that failed is tried again."))
          .ofSeldon();

  static final Annotation<String> RETRIES_TIMEOUT =
      Annotation.onDeployment(
              "istio-retries-timeout",
              Form.checkedApart("whole seconds for each try, from 1 to 2147483647, without a unit"),
              new Note(
                  "VirtualService spec.http[].retries.perTryTimeout",
                  "1, with istio-retries",
                  "2",
                  "How many seconds each try has."))
          .ofSeldon();

  static final List<Annotation<?>> LIST = List.of(RETRIES, RETRIES_TIMEOUT);

  private RouteAnnotations() {}
}
