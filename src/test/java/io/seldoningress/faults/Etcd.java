package io.seldoningress.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.stream.Stream;

/** etcd, by the HTTP form of its own API. */
final class Etcd {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  Etcd(String address) {
    this.address = address;
  }

  /** The number of the last change. */
  long revision() {
    return post("/v3/kv/range", "{\"key\":\"%s\"}".formatted(base64("/")))
        .at("/header/revision")
        .asLong();
  }

  /** Forgets all changes before a revision: a watch can't go on from there any more. */
  void compact(long revision) {
    post("/v3/kv/compaction", "{\"revision\":\"%d\",\"physical\":true}".formatted(revision));
  }

  /**
   * Every change of the keys from one to before another, from a revision on, in their order and
   * without a gap; a line is an answer of etcd. It ends when it is closed.
   */
  Stream<String> watch(String from, String to, long revision) {
    String request =
        "{\"create_request\":{\"key\":\"%s\",\"range_end\":\"%s\",\"start_revision\":\"%d\"}}"
            .formatted(base64(from), base64(to), revision);
    return send("/v3/watch", request, HttpResponse.BodyHandlers.ofLines()).body();
  }

  static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode post(String path, String body) {
    HttpResponse<byte[]> answer = send(path, body, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + new String(answer.body(), UTF_8));
    }
    return read(answer.body());
  }

  private <T> HttpResponse<T> send(String path, String body, HttpResponse.BodyHandler<T> handler) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
