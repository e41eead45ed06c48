package io.seldoningress.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and watches of metadata only, as the Accept header asks for them, and their selectors. */
abstract class MetadataContract extends ApiServerContract {

  private static final String OBJECT = accept("PartialObjectMetadata");
  private static final String LIST = accept("PartialObjectMetadataList");

  @BeforeEach
  void createSecrets() {
    secret("tls", "example.com/tls");
    secret("plain", "Opaque");
  }

  @Test
  void aListHasTheMetadataOfItsObjectsAndNothingElse() throws Exception {
    JsonNode list = Serialization.unmarshal(get("", LIST).body(), JsonNode.class);

    assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
    assertThat(list.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
    assertThat(list.path("metadata").path("resourceVersion").asText()).isNotEmpty();
    assertThat(list.path("items")).hasSize(2).allSatisfy(MetadataContract::assertMetadataOnly);
  }

  @Test
  void aListOfNothingHasNullForItems() throws Exception {
    HttpResponse<String> answer = get("?labelSelector=none", LIST);

    JsonNode list = Serialization.unmarshal(answer.body(), JsonNode.class);
    assertThat(list.has("items")).isTrue();
    assertThat(list.path("items").isNull()).isTrue();
  }

  @Test
  void anObjectHasItsMetadataOnly() throws Exception {
    JsonNode object = Serialization.unmarshal(get("/tls", OBJECT).body(), JsonNode.class);

    assertMetadataOnly(object);
    assertThat(object.path("metadata").path("managedFields")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
        "application/json;as=PartialObjectMetadataList;v=v1",
        "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v7",
        "application/json;as=Other;g=meta.k8s.io;v=v1"
      })
  void aListThatCannotBeShownSoIsNotAcceptable(String header) throws Exception {
    HttpResponse<String> answer = get("", header);

    assertThat(answer.code()).isEqualTo(406);
    assertThat(answer.body()).doesNotContain("aGlkZGVu");
  }

  @Test
  void theFirstAcceptedRepresentationThatIsKnownIsTaken() throws Exception {
    assertThat(get("", "application/json;as=Other;g=meta.k8s.io;v=v1,application/json").body())
        .contains("aGlkZGVu");
    assertThat(get("", LIST + ",application/json").body()).doesNotContain("aGlkZGVu");
    assertThat(get("", "application/json").body()).contains("aGlkZGVu");
  }

  @Test
  void aWatchOverAWebSocketSendsMetadataOnly() throws Exception {
    try (Frames frames = watch("", OBJECT)) {
      JsonNode first = frames.next();
      JsonNode second = frames.next();
      client.secrets().inNamespace(namespace).withName("tls").delete();
      JsonNode deleted = frames.next();

      assertThat(List.of(first, second))
          .allSatisfy(event -> assertThat(event.path("type").asText()).isEqualTo("ADDED"));
      assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
      assertThat(List.of(first, second, deleted))
          .allSatisfy(event -> assertMetadataOnly(event.path("object")));
    }
  }

  @Test
  void aWatchThatCannotBeShownSoIsNotAcceptable() {
    assertThatThrownBy(() -> watch("", accept("Other")))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(
            e ->
                assertThat(((WebSocketHandshakeException) e.getCause()).getResponse().code())
                    .isEqualTo(406));
  }

  @Test
  void secretsAreSelectedByTypeAndByName() {
    assertThat(names("type=example.com/tls")).containsExactly("tls");
    assertThat(names("type!=example.com/tls")).containsExactly("plain");
    assertThat(names("type!=example.com/tls,type!=Opaque")).isEmpty();
    assertThat(names("type=Opaque,metadata.name!=plain")).isEmpty();
    assertThat(names("metadata.name=tls")).containsExactly("tls");
  }

  @Test
  void aSecretWithoutATypeIsOpaque() {
    client.resource(read("v1", "Secret", "name: untyped", "")).create();

    assertThat(names("type=Opaque")).containsExactlyInAnyOrder("plain", "untyped");
  }

  @Test
  void aFieldThatCannotBeSelectedIsRefused() throws Exception {
    assertThat(get("?fieldSelector=data.a%3Db", LIST).code()).isEqualTo(400);
    assertThatThrownBy(() -> watch("&fieldSelector=data.a%3Db", OBJECT))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void eventsAreSelectedByTheObjectThatTheyAreAbout() {
    client
        .resource(
            read(
                "v1",
                "Event",
                "name: e",
                "reason: Tested\ninvolvedObject: {kind: Secret, name: tls, namespace: %s}"
                    .formatted(namespace)))
        .create();

    assertThat(events("involvedObject.name", "tls")).isEqualTo(1);
    assertThat(events("involvedObject.name", "plain")).isZero();
    assertThat(events("reason", "Tested")).isEqualTo(1);
  }

  private long events(String field, String value) {
    return client
        .v1()
        .events()
        .inNamespace(namespace)
        .withField(field, value)
        .list()
        .getItems()
        .size();
  }

  private void secret(String name, String type) {
    client
        .resource(
            read(
                "v1", "Secret", "name: " + name, "type: %s\ndata: {key: aGlkZGVu}".formatted(type)))
        .create();
  }

  private List<String> names(String fieldSelector) {
    try {
      String query = "?fieldSelector=" + fieldSelector.replace("=", "%3D").replace("!", "%21");
      JsonNode list = Serialization.unmarshal(get(query, LIST).body(), JsonNode.class);
      return list.path("items").findValuesAsText("name").stream().toList();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(String rest, String accept) throws Exception {
    return client
        .getHttpClient()
        .sendAsync(
            client
                .getHttpClient()
                .newHttpRequestBuilder()
                .uri(uri(rest))
                .header("Accept", accept)
                .build(),
            String.class)
        .get(10, SECONDS);
  }

  private Frames watch(String rest, String accept) throws Exception {
    Frames frames = new Frames();
    frames.socket =
        client
            .getHttpClient()
            .newWebSocketBuilder()
            .uri(URI.create(uri("?watch=true" + rest)))
            .header("Accept", accept)
            // kube-apiserver wants one of every WebSocket.
            .header("Origin", client.getMasterUrl().toString())
            .buildAsync(frames)
            .get(10, SECONDS);
    return frames;
  }

  private String uri(String rest) {
    return client.getMasterUrl() + "api/v1/namespaces/" + namespace + "/secrets" + rest;
  }

  private static String accept(String kind) {
    return "application/json;as=%s;g=meta.k8s.io;v=v1".formatted(kind);
  }

  private static void assertMetadataOnly(JsonNode object) {
    assertThat(object.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kind", "apiVersion", "metadata");
    assertThat(object.path("kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(object.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
    assertThat(object.path("metadata").path("name").asText()).isIn("tls", "plain");
    assertThat(object.path("metadata").path("uid").asText()).isNotEmpty();
  }

  /** The messages of a watch. */
  private static final class Frames implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private WebSocket socket;

    JsonNode next() throws InterruptedException {
      String frame = frames.poll(10, SECONDS);
      assertThat(frame).isNotNull();
      return Serialization.unmarshal(frame, JsonNode.class);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      frames.add(text);
      webSocket.request();
    }

    @Override
    public void close() {
      socket.sendClose(1000, "");
    }
  }
}
