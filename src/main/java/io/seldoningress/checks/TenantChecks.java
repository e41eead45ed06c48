package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.Paths;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/** Nobody uses what the settings do not let his namespace use. */
public final class TenantChecks {

  private static final String HOSTS = "tenants.hosts";
  private static final String GATEWAYS = "tenants.gateways";
  private static final String PATHS = "tenants.paths";

  private TenantChecks() {}

  /** Every host, gateway and path that is not granted. What is no host or gateway is told apart. */
  public static Stream<Finding> allowed(SeldonDeployment deployment, RoutingSettings settings) {
    return Stream.of(
            hosts(deployment, settings),
            gateways(deployment, settings),
            mesh(deployment, settings),
            paths(deployment, settings))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> hosts(SeldonDeployment deployment, RoutingSettings settings) {
    return Stream.concat(
        hosts(deployment, settings, Annotations.ISTIO_HOST, Hosts.of(deployment)),
        hosts(deployment, settings, HostAnnotations.MESH_HOST.name(), Hosts.ofMesh(deployment)));
  }

  private static Stream<Finding> hosts(
      SeldonDeployment deployment,
      RoutingSettings settings,
      String annotation,
      List<String> hosts) {
    return hosts.stream()
        .filter(Hosts::isHost)
        .filter(host -> !settings.tenants().allowsHost(deployment.namespace(), host))
        .map(host -> finding(deployment, annotation, host, HOSTS));
  }

  private static Stream<Finding> gateways(SeldonDeployment deployment, RoutingSettings settings) {
    return Gateways.of(deployment, settings).stream()
        .filter(Gateways::isName)
        .filter(gateway -> isRefused(deployment, settings, gateway))
        .map(gateway -> finding(deployment, Annotations.ISTIO_GATEWAY, gateway, GATEWAYS));
  }

  /** Hosts of the mesh are for the gateway {@code mesh}, though nobody names it. */
  private static Stream<Finding> mesh(SeldonDeployment deployment, RoutingSettings settings) {
    return HostAnnotations.MESH_HOST.written(deployment).stream()
        .filter(hosts -> isRefused(deployment, settings, Gateways.MESH))
        .map(
            hosts ->
                new Finding(
                    HostAnnotations.MESH_HOST.path(deployment),
                    hosts,
                    "nothing, as the setting %s does not let namespace '%s' use '%s'"
                        .formatted(GATEWAYS, deployment.namespace(), Gateways.MESH)));
  }

  private static boolean isRefused(
      SeldonDeployment deployment, RoutingSettings settings, String gateway) {
    String namespace = deployment.namespace();
    String whole = Gateways.whole(gateway, namespace);
    return !Gateways.everybodys(namespace, settings).contains(whole)
        && !settings.tenants().allowsGateway(namespace, whole);
  }

  private static Stream<Finding> paths(SeldonDeployment deployment, RoutingSettings settings) {
    Stream<Finding> predictors =
        paths(deployment, settings, HostAnnotations.PATH, Paths.ofPredictors(deployment).stream());
    Stream<Finding> explainers =
        paths(
            deployment,
            settings,
            HostAnnotations.EXPLAINER_PATH,
            deployment.predictors().stream()
                .filter(predictor -> predictor.explainer().isPresent())
                .flatMap(predictor -> Paths.ofExplainer(deployment, predictor).stream()));
    return Stream.concat(predictors, explainers);
  }

  private static Stream<Finding> paths(
      SeldonDeployment deployment,
      RoutingSettings settings,
      Annotation<?> annotation,
      Stream<String> prefixes) {
    return prefixes
        .distinct()
        .filter(prefix -> !settings.tenants().allowsPath(deployment.namespace(), prefix))
        .map(prefix -> finding(deployment, annotation.name(), prefix, PATHS));
  }

  private static Finding finding(
      SeldonDeployment deployment, String annotation, String value, String setting) {
    return new Finding(
        deployment.annotationPath(annotation),
        value,
        "what the setting %s lets namespace '%s' use".formatted(setting, deployment.namespace()));
  }
}
