package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;

/** Makes the matches that tell whose a request is. */
final class Matches {

  /**
   * Any method of the gRPC services of Tensorflow Serving, Seldon and the V2 inference protocol.
   */
  private static final String GRPC_PATHS = ".*tensorflow.*|.*seldon.protos.*|.*inference.*";

  private Matches() {}

  /** Requests to the predictors of a SeldonDeployment. */
  static List<HTTPMatchRequest> ofPredictors(SeldonDeployment deployment, Protocol protocol) {
    return protocol == Protocol.GRPC
        ? List.of(grpc(deployment))
        : Paths.ofPredictors(deployment).stream().map(Matches::prefix).toList();
  }

  static HTTPMatchRequest prefix(String path) {
    return new HTTPMatchRequestBuilder()
        .withUri(new StringMatch(new StringMatchPrefix(path)))
        .build();
  }

  /**
   * Those of a match for which a condition holds, too.
   *
   * @param condition headers and query parameters
   */
  static HTTPMatchRequest and(HTTPMatchRequest match, HTTPMatchRequest condition) {
    return new HTTPMatchRequestBuilder(match)
        .addToHeaders(condition.getHeaders())
        .addToQueryParams(condition.getQueryParams())
        .build();
  }

  private static HTTPMatchRequest grpc(SeldonDeployment deployment) {
    return new HTTPMatchRequestBuilder()
        .withUri(new StringMatch(new StringMatchRegex(GRPC_PATHS)))
        .withHeaders(
            Map.of(
                "seldon", new StringMatch(new StringMatchExact(deployment.name())),
                "namespace", new StringMatch(new StringMatchExact(deployment.namespace()))))
        .build();
  }
}
