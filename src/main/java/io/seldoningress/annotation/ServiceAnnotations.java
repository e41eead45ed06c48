package io.seldoningress.annotation;

import java.util.List;

/** Which Service and port a predictor is called at: the Seldon operator's own. */
public final class ServiceAnnotations {

  static final Annotation<String> SERVICE_NAME =
      Annotation.onPredictor(
              "svc-name",
              Form.checkedApart("a DNS label that no other predictor of its namespace has"),
              new Note(
                  "DestinationRule metadata.name, spec.host; VirtualService destinations",
                  "<deployment>-<predictor>",
                  "income-main",
                  "The name of the predictor's Service."))
          .ofSeldon();

  static final Annotation<String> NO_ENGINE =
      Annotation.onPredictor(
              "no-engine",
              Form.checkedApart("true in any case; everything else is false"),
              new Note(
                  "VirtualService destination.port",
                  "false",
                  "true",
                  "Leaves the service orchestrator out: requests go to the model's container."))
          .ofSeldon();

  static final List<Annotation<?>> LIST = List.of(SERVICE_NAME, NO_ENGINE);

  private ServiceAnnotations() {}
}
