package io.seldoningress.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.certificate.TlsCertificate;
import io.seldoningress.certificate.TlsSecretParser;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.gateway.SecretFacts;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one Secret and checks it. What it holds is in this process for as long as that takes: the
 * bytes are overwritten, nothing of them is in a text, and the parser lends its buffers to nobody
 * else afterwards.
 */
public final class SecretReader {

  /** Which Secrets may be read; the API server is asked for others with no request. */
  public enum Selection {
    OF_TYPE("fieldSelector=type%3Dkubernetes.io%2Ftls%2C", ""),
    LABELLED(
        "fieldSelector=type!%3Dkubernetes.io%2Ftls%2C",
        "&labelSelector=" + SecretFacts.LABEL.replace("/", "%2F"));

    private final String fields;
    private final String labels;

    Selection(String fields, String labels) {
      this.fields = fields;
      this.labels = labels;
    }

    String query(String name) {
      return fields + "metadata.name%3D" + name + labels;
    }
  }

  /** Jackson keeps the buffers of a thread for its next document, with what is in them. */
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private final ApiRequests requests;

  /**
   * @param requests sends them
   */
  public SecretReader(ApiRequests requests) {
    this.requests = requests;
  }

  /**
   * Reads a Secret.
   *
   * @return what is in it; empty where it is gone, or is none of the selection any more
   * @throws KubernetesClientException when the API server refuses, or what it answers is no list of
   *     Secrets
   */
  Optional<TlsCertificate> read(String namespace, String name, Selection selection) {
    String path = "/api/v1/namespaces/" + namespace + "/secrets?" + selection.query(name);
    byte[] answer = requests.getOnce(path);
    try {
      return certificate(answer);
    } catch (IOException e) {
      // Not its message, which quotes what could not be read.
      throw new KubernetesClientException(
          "the API server's answer for Secret " + namespace + "/" + name + " can't be read");
    } finally {
      Arrays.fill(answer, (byte) 0);
    }
  }

  private static Optional<TlsCertificate> certificate(byte[] list) throws IOException {
    try (JsonParser parser = JSON.createParser(list)) {
      if (!enter(parser, "items", JsonToken.START_ARRAY)
          || parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, byte[]> data = data(parser);
      try {
        return Optional.of(TlsSecretParser.parse(data));
      } finally {
        data.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
      }
    }
  }

  /** The entries of {@code data} of the object that the parser is in. */
  private static Map<String, byte[]> data(JsonParser parser) throws IOException {
    Map<String, byte[]> data = new HashMap<>();
    if (!find(parser, "data", JsonToken.START_OBJECT)) {
      return data;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        data.put(key, parser.getBinaryValue());
      } else {
        parser.skipChildren();
      }
    }
    return data;
  }

  private static boolean enter(JsonParser parser, String field, JsonToken value)
      throws IOException {
    return parser.nextToken() == JsonToken.START_OBJECT && find(parser, field, value);
  }

  /** Goes to the value of a field of the object that the parser is in. */
  private static boolean find(JsonParser parser, String field, JsonToken value) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(field);
      JsonToken token = parser.nextToken();
      if (found && token == value) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
