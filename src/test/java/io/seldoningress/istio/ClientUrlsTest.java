package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where clients are told to go. */
class ClientUrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                  | -                    | /seldon/models/m/ on any host of gateway istio-system/seldon-gateway
          *                  | own                  | /seldon/models/m/ on any host of gateway own
          *                  | team/a, team/b       | /seldon/models/m/ on any host of gateways team/a, team/b
          *                  | mesh                 | /seldon/models/m/ on any host in the mesh
          *                  | mesh, team/a         | /seldon/models/m/ on any host of gateway team/a and in the mesh
          Models.example.com | -                    | models.example.com/seldon/models/m/
          a.com, *.b.com     | team/a               | a.com/seldon/models/m/, *.b.com/seldon/models/m/
          """)
  void areThePathOnEachHost(String host, String gateway, String urls) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {x: y%s%s}, predictors: [{name: a}]"
                .formatted(
                    annotation("seldon.io/istio-host", host),
                    annotation("seldon.io/istio-gateway", gateway)));

    assertThat(ClientUrls.describe(deployment, RoutingSettings.defaults())).isEqualTo(urls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -     | -    | /a, /b/{name} | -          | /a/, /b/m/ on any host of gateway istio-system/seldon-gateway
          a.com | -    | /a, /b        | -          | a.com/a/, a.com/b/
          -     | -    | -             | a.b.c, own | /seldon/models/m/ on any host of gateway istio-system/seldon-gateway, a.b.c/seldon/models/m/ in the mesh, own/seldon/models/m/ in the mesh
          -     | mesh | /a, /b        | a.b.c      | a.b.c/a/ in the mesh, a.b.c/b/ in the mesh
          """)
  void areEveryPathAndTheMeshToo(
      String host, String gateway, String paths, String meshHost, String urls) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {x: y%s%s%s%s}, predictors: [{name: a}]"
                .formatted(
                    annotation("seldon.io/istio-host", host),
                    annotation("seldon.io/istio-gateway", gateway),
                    annotation("seldon.io/istio-path", paths),
                    annotation("seldon.io/istio-mesh-host", meshHost)));

    assertThat(ClientUrls.describe(deployment, RoutingSettings.defaults())).isEqualTo(urls);
  }

  private static String annotation(String name, String value) {
    return value == null ? "" : ", %s: \"%s\"".formatted(name, value);
  }
}
