package io.seldoningress.annotation;

import java.util.List;

/** Where clients reach a SeldonDeployment. */
public final class HostAnnotations {

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

  static final List<Annotation<?>> LIST = List.of(GATEWAY, HOST, TLS_SECRET);

  private HostAnnotations() {}
}
