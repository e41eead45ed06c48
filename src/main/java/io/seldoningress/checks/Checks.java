package io.seldoningress.checks;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Problem;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules together. */
public final class Checks {

  /** More than anybody reads; an object of a megabyte can hold a hundred thousand mistakes. */
  private static final int MAX = 100;

  private static final List<Check> ALL =
      List.of(
          Check.of(MetadataChecks::named),
          Check.of(AnnotationChecks::readable),
          Check.of(AccessChecks::known),
          AccessChecks::enabled,
          AccessChecks::issuers,
          AccessChecks::apartFromGateway,
          Check.of(AccessChecks::audiencesOfIssuers),
          Check.of(HostChecks::allowed),
          Check.of(HostChecks::distinct),
          HostChecks::noWildcardInMesh,
          Check.of(MeshHostChecks::allowed),
          Check.of(MeshHostChecks::distinct),
          MeshHostChecks::hostsUsed,
          MeshHostChecks::nobodyElses,
          Check.of(PathChecks::allowed),
          Check.of(PathChecks::notOthers),
          Check.of(PathChecks::notEverything),
          Check.of(PathChecks::everythingIsLast),
          Check.of(PathChecks::noService),
          Check.of(PathChecks::apart),
          TenantChecks::allowed,
          GatewayChecks::allowed,
          RouteClaimChecks::bounded,
          TlsSecretChecks::allowed,
          Check.of(RetryChecks::attempts),
          Check.of(RetryChecks::timeout),
          Check.of(RetryChecks::counted),
          Check.of(CorsChecks::withOrigins),
          Check.of(CorsChecks::noCredentialsForAll),
          Check.of(HeaderChecks::eitherSetOrRemoved),
          Check.of(HeaderChecks::noneOfShadows),
          Check.of(FaultChecks::routable),
          Check.of(FaultChecks::percentageOfSomething),
          Check.of(TrafficPolicyChecks::oneLoadBalancer),
          Check.of(TrafficPolicyChecks::warmup),
          Check.of(TrafficPolicyChecks::outliersCounted),
          Check.of(TrafficPolicyChecks::gatewayErrors),
          Check.of(ObjectMetadataChecks::ownLabels),
          Check.of(ObjectMetadataChecks::shortAnnotations),
          Check.of(ObjectMetadataChecks::exportedOnce),
          Check.of(MatchChecks::matchOfLive),
          Check.of(MatchChecks::percentageOfShadow),
          Check.of(MatchChecks::headerOfDirect),
          Check.of(MatchChecks::ttlOfCookie),
          MatchChecks::claimsAtGateway,
          Check.of(MatchChecks::distinct),
          Check.of(RouteLimits::destinations),
          Check.of(RouteLimits::matches),
          Check.of(RouteLimits::characters),
          Check.of(PredictorChecks::present),
          Check.of(PredictorChecks::named),
          Check.of(PredictorChecks::distinct),
          Check.of(PredictorChecks::versioned),
          Check.of(ServiceNameChecks::chosen),
          Check.of(ServiceNameChecks::distinct),
          Check.of(ServiceNameChecks::generated),
          Check.of(ServiceNameChecks::unclaimed),
          Check.of(TrafficChecks::inRange),
          Check.of(TrafficChecks::somebodyLive),
          Check.of(TrafficChecks::whole),
          PortChecks::containerFound,
          PortChecks::containerPorts,
          PortChecks::explainerPort);

  private Checks() {}

  /**
   * Finds everything that is wrong, in a stable order; at most {@value #MAX} things.
   *
   * @return empty where routes can be made
   */
  public static List<Finding> check(SeldonDeployment deployment, RoutingSettings settings) {
    List<Problem> problems = deployment.getProblems();
    Set<String> unread =
        problems.stream().map(Problem::path).collect(Collectors.toUnmodifiableSet());
    List<Finding> found = new ArrayList<>();
    problems.stream().limit(MAX).map(Checks::finding).forEach(found::add);
    for (Check check : ALL) {
      check
          .findings(deployment, settings)
          .filter(finding -> !unread.contains(finding.path()))
          .limit(MAX - (long) found.size())
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  private static Finding finding(Problem problem) {
    return new Finding(problem.path(), problem.value(), problem.allowed());
  }
}
