package io.seldoningress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How the answers of the API server are read. Jackson's own limits are below what the API server
 * takes, so one object of one tenant, with a key of 50,001 characters for example, would keep the
 * list that it is in from being read, and with that everybody's routes from being kept.
 */
public final class ClusterJson {

  /** The API server's own limit is 10,000 (Go, encoding/json). */
  private static final int DEEPEST = 20_000;

  private ClusterJson() {}

  /** Reads whatever an API server can store; it limits the size of an object itself. */
  public static KubernetesSerialization serialization() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    return new KubernetesSerialization(new ObjectMapper(factory), true);
  }
}
