package io.seldoningress.bench;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SeldonDeployments as the API server sends them, one small and one large. */
final class Samples {

  private static final int LARGE_PREDICTORS = 8;

  /** Bytes of the containers' environment over all predictors of the large one. */
  private static final int LARGE_TEMPLATE = 40_000;

  private static final int SEED = 1;

  private Samples() {}

  /** The one of a name: small or large. */
  static String json(String name) {
    return switch (name) {
      case "small" -> small();
      case "large" -> large();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Two predictors, a canary, and nothing that it says of its routes. */
  private static String small() {
    return deployment("{}", predictor("main", 75, "") + "," + predictor("canary", 25, ""));
  }

  /**
   * Seven predictors with shares, one of them with an explainer, and a shadow; annotations of all
   * sorts; pod templates as long as real ones.
   */
  private static String large() {
    String predictors =
        IntStream.range(0, LARGE_PREDICTORS)
            .mapToObj(Samples::largePredictor)
            .collect(Collectors.joining(","));
    return deployment(ANNOTATIONS, predictors);
  }

  private static String largePredictor(int index) {
    String extra =
        switch (index) {
          case 0 -> EXPLAINER;
          case 1 -> MATCH;
          case LARGE_PREDICTORS - 1 -> "\"shadow\": true,";
          default -> "";
        };
    // 7 shares make 100; the shadow gets copies of a tenth.
    int traffic =
        switch (index) {
          case 0 -> 40;
          case LARGE_PREDICTORS - 1 -> 10;
          default -> 10;
        };
    return predictor("predictor-" + index, traffic, extra + template());
  }

  private static String deployment(String annotations, String predictors) {
    return """
        {"apiVersion": "machinelearning.seldon.io/v1", "kind": "SeldonDeployment",
         "metadata": {"name": "fraud", "namespace": "models", "generation": 7,
                      "uid": "7c5a3a52-6a5b-4c52-8d0e-0d9b1f9c0001", "annotations": %s},
         "spec": {"name": "fraud", "predictors": [%s]},
         "status": {"state": "Available", "replicas": 2}}
        """
        .formatted(annotations, predictors);
  }

  private static String predictor(String name, int traffic, String extra) {
    return """
        {"name": "%s", "replicas": 2, "traffic": %d, %s
         "graph": {"name": "classifier", "implementation": "SKLEARN_SERVER",
                   "modelUri": "gs://models/fraud"}}
        """
        .formatted(name, traffic, extra);
  }

  /** Random text, as names and addresses hardly repeat. */
  private static String template() {
    Random random = new Random(SEED);
    StringBuilder variables = new StringBuilder();
    for (int i = 0; variables.length() < LARGE_TEMPLATE / LARGE_PREDICTORS; i++) {
      variables.append(i == 0 ? "" : ", ");
      variables.append(
          "{\"name\": \"SETTING_%d\", \"value\": \"%016x%016x\"}"
              .formatted(i, random.nextLong(), random.nextLong()));
    }
    return """
        "componentSpecs": [{"spec": {"containers": [
           {"name": "classifier", "image": "registry.example.com/fraud:1", "env": [%s]}]}}],
        """
        .formatted(variables);
  }

  private static final String EXPLAINER =
      "\"explainer\": {\"type\": \"AnchorTabular\", \"modelUri\": \"gs://models/explainer\"},";

  private static final String MATCH =
      "\"annotations\": {\"seldon.io/istio-match\": \"headers: {x-group: beta}\"},";

  private static final String ANNOTATIONS =
      """
      {"seldon.io/istio-gateway": "istio-system/seldon-gateway",
       "seldon.io/istio-host": "models.example.com,models.example.org",
       "seldon.io/istio-mesh-host": "models.internal.example.com",
       "seldon.io/istio-path": "/models/{name}/,/seldon/{namespace}/{name}/",
       "seldon.io/istio-direct": "true",
       "seldon.io/istio-timeout": "30s",
       "seldon.io/istio-retries": "3",
       "seldon.io/istio-retries-timeout": "500ms",
       "seldon.io/istio-retries-on": "connect-failure,503",
       "seldon.io/istio-cors-origins": "https://app.example.com,http://localhost:3000",
       "seldon.io/istio-cors-methods": "GET,POST",
       "seldon.io/istio-cors-headers": "content-type,authorization",
       "seldon.io/istio-request-headers-set": "x-model-team: fraud\\nx-model-stage: live",
       "seldon.io/istio-request-headers-remove": "cookie,x-debug"}
      """;
}
