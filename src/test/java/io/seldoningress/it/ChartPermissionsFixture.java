package io.seldoningress.it;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.seldoningress.chart.Chart;
import io.seldoningress.chart.Rendering;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.KillableApiServer;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.RunningController;
import io.seldoningress.testing.ServiceAccountServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The chart on a kube-apiserver of its own: its service account and roles are applied as they are
 * rendered, and whoever tests acts as that service account, by a token of it.
 */
abstract class ChartPermissionsFixture extends ManagedGatewayFixture {

  private static final String NOBODY = "nobody";
  private static final Map<String, String> CONTENT =
      Map.of("PATCH", "application/merge-patch+json");

  final RequestLog log = new RequestLog();

  /** The namespace of the release. */
  String release;

  Rendering chart;
  ServiceAccountServer account;
  KubernetesClient asController;
  KubernetesClient asNobody;

  /** The chart to install, once there are the namespaces of the test. */
  abstract Chart chart();

  @Override
  ApiServer server() {
    return Shared.SERVER;
  }

  @BeforeEach
  void install() {
    Chart wanted = chart();
    release = wanted.namespace();
    chart = wanted.render();
    for (HasMetadata object : chart.objects()) {
      HasMetadata unused = client.resource(object).fieldManager("helm").serverSideApply();
    }
    account =
        ServiceAccountServer.of(
            Shared.SERVER, release, chart.only(ServiceAccount.class).getMetadata().getName());
    asController = account.newClient();
    ServiceAccount unused =
        client
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withNamespace(release)
                    .withName(NOBODY)
                    .endMetadata()
                    .build())
            .create();
    asNobody = ServiceAccountServer.of(Shared.SERVER, release, NOBODY).newClient();
  }

  @AfterEach
  void forget() {
    asController.close();
    asNobody.close();
  }

  /** Starts the controller as the chart does: its settings, its routes, its service account. */
  void startAsInstalled(Path folder) throws IOException {
    Map<String, String> settings = new HashMap<>(chart.settings());
    settings.put("routes.directory", chart.writeRoutes(folder).toString());
    settings.put("leaderElection.enabled", "true");
    controller = RunningController.start(account, settings, log, "chart");
  }

  /** The status of the answer to a request of the controller. */
  int ask(String method, String path, String body) {
    HttpClient http = asController.getHttpClient();
    HttpRequest.Builder request =
        http.newHttpRequestBuilder().uri(asController.getConfiguration().getMasterUrl() + path);
    if (!method.equals("GET")) {
      request.method(method, CONTENT.getOrDefault(method, "application/json"), body);
    }
    return http.sendAsync(request.build(), String.class)
        .orTimeout(10, TimeUnit.SECONDS)
        .join()
        .code();
  }

  /** Asks with nothing in it, which is looked at after the permission. */
  void assertForbidden(String method, String path) {
    assertThat(ask(method, path, "{}")).as(method + " " + path).isEqualTo(HTTP_FORBIDDEN);
  }

  /** What the API server says that the controller may do; the resource as plural.group. */
  boolean may(String verb, String resource, String namespace) {
    String[] names = resource.split("\\.", 2);
    String[] parts = names[0].split("/", -1);
    return asController
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withGroup(names.length > 1 ? names[1] : "")
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }

  /** Started when the class is loaded, which is at its first use. */
  private static final class Shared {
    static final KillableApiServer SERVER = KillableApiServer.start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-kube-apiserver"));
    }
  }
}
