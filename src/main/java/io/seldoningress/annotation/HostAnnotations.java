package io.seldoningress.annotation;

import io.seldoningress.text.UrlPaths;
import java.util.List;
import java.util.Optional;

/** Where clients reach a SeldonDeployment. */
public final class HostAnnotations {

  /** More than any move needs; each is a route of its own in the table of every gateway. */
  static final int MOST_PATHS = 12;

  private static final String PATHS_ALLOWED =
      "a comma list of at most "
          + MOST_PATHS
          + " paths such as /models/{name}/, each of at most "
          + UrlPaths.MAX_SEGMENTS
          + " segments of letters, digits and -._~!$&'()+;=:@";

  static final Annotation<String> GATEWAY =
      Annotation.onDeployment(
              "istio-gateway",
              Form.checkedApart("a comma list of gateways, each as name, namespace/name or mesh"),
              new Note(
                  "VirtualService spec.gateways",
                  "the setting istio.gateway",
                  "istio-system/seldon-gateway",
                  "The gateways that the routes are bound to; one without a namespace is one of the SeldonDeployment's."))
          .ofSeldon();

  static final Annotation<String> HOST =
      Annotation.onDeployment(
              "istio-host",
              Form.checkedApart(
                  "a comma list of DNS names such as models.example.com, *.example.com or *"),
              new Note(
                  "VirtualService spec.hosts",
                  "*",
                  "models.example.com,models.example.org",
                  "The hosts that the routes are for."))
          .ofSeldon();

  static final Annotation<String> TLS_SECRET =
      Annotation.onDeployment(
          "istio-tls-secret",
          Form.checkedApart("the name of a Secret in the namespace of the ingress gateway"),
          new Note(
              "Gateway spec.servers[].tls.credentialName",
              "no HTTPS server of its own",
              "models-tls",
              "The certificate that its hosts are served with, see [tls.md](tls.md)."));

  public static final Annotation<String> MESH_HOST =
      Annotation.onDeployment(
          "istio-mesh-host",
          Form.checkedApart(
              "a comma list of DNS names such as models.internal.example.com; no Service of another namespace"),
          new Note(
              "VirtualService spec.hosts of one of its own, with spec.gateways [mesh]",
              "no routes for sidecars, unless mesh is one of the gateways",
              "models.internal.example.com",
              "The hosts that sidecars in the mesh have the routes for, explainers' too."));

  public static final Annotation<List<String>> PATH =
      Annotation.onDeployment(
          "istio-path",
          paths(PATHS_ALLOWED, "{namespace}", "{name}"),
          new Note(
              "VirtualService spec.http[].match[].uri.prefix",
              "/seldon/{namespace}/{name}/",
              "/models/{name}/,/seldon/{namespace}/{name}/",
              "The prefixes of the paths of HTTP requests to the predictors. gRPC has none."));

  public static final Annotation<Rewrite> REWRITE =
      Annotation.onDeployment(
          "istio-rewrite",
          Form.of("true, false or a path such as /v2/models/m/", text -> Rewrite.parse(text)),
          new Note(
              "VirtualService spec.http[].rewrite.uri",
              "true",
              "false",
              "What a predictor gets in place of the prefix: / (true), the prefix as it is (false) or another path."));

  public static final Annotation<List<String>> EXPLAINER_PATH =
      Annotation.onDeployment(
          "istio-explainer-path",
          paths(
              PATHS_ALLOWED + "; {predictor} stands for the explained one",
              "{namespace}",
              "{name}",
              "{predictor}"),
          new Note(
              "VirtualService spec.http[].match[].uri.prefix",
              "/seldon/{namespace}/{name}-explainer/{predictor}/",
              "/explain/{name}/{predictor}/",
              "The prefixes of the paths of requests to explainers, which get / in place of them."));

  static final List<Annotation<?>> LIST =
      List.of(GATEWAY, HOST, MESH_HOST, PATH, REWRITE, EXPLAINER_PATH, TLS_SECRET);

  private HostAnnotations() {}

  /** Templates of paths, each ending in a slash, with places for names. */
  private static Form<List<String>> paths(String allowed, String... places) {
    Form<List<String>> list = Forms.commaList(allowed, text -> path(text, places));
    return new Form<>(
        allowed,
        text -> {
          Reading<List<String>> reading = list.read(text);
          boolean tooMany = reading.value().filter(paths -> paths.size() > MOST_PATHS).isPresent();
          return tooMany ? Reading.wrong(text, allowed) : reading;
        });
  }

  private static Optional<String> path(String text, String... places) {
    String sample = text;
    for (String place : places) {
      sample = sample.replace(place, "x");
    }
    return UrlPaths.prefix(sample).map(unused -> text.endsWith("/") ? text : text + "/");
  }
}
