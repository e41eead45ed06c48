package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.CorsPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.CorsPolicyBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.seldoningress.annotation.CorsAnnotations;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.Origin;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;

/** Which pages of other hosts may call. */
final class Cors {

  private Cors() {}

  /** The policy of HTTP routes; empty where nothing is said of it. */
  static Optional<CorsPolicy> of(SeldonDeployment deployment) {
    return CorsAnnotations.ORIGINS.of(deployment).map(origins -> make(deployment, origins));
  }

  private static CorsPolicy make(SeldonDeployment deployment, List<Origin> origins) {
    return new CorsPolicyBuilder()
        .withAllowOrigins(origins.stream().map(Cors::match).toList())
        .withAllowMethods(CorsAnnotations.METHODS.of(deployment).orElse(List.of()))
        .withAllowHeaders(CorsAnnotations.HEADERS.of(deployment).orElse(List.of()))
        .withExposeHeaders(CorsAnnotations.EXPOSE_HEADERS.of(deployment).orElse(List.of()))
        .withMaxAge(CorsAnnotations.MAX_AGE.of(deployment).map(Durations::text).orElse(null))
        .withAllowCredentials(CorsAnnotations.CREDENTIALS.of(deployment).orElse(null))
        .build();
  }

  /** Envoy takes an exact {@code *} for every origin, and a regular expression for a whole one. */
  private static StringMatch match(Origin origin) {
    return new StringMatch(
        origin.isWildcard()
            ? new StringMatchRegex(regex(origin))
            : new StringMatchExact(origin.toString()));
  }

  /** A host name has no character that means something in RE2, but for its dots. */
  private static String regex(Origin origin) {
    String parent = origin.host().substring(1).replace(".", "\\.");
    return origin.scheme() + "://[-a-z0-9.]+" + parent + origin.port();
  }
}
