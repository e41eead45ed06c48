package io.seldoningress.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Every version of every SeldonDeployment, VirtualService and DestinationRule since it began, in
 * the order in which they were written: as etcd has them, so it misses nothing while the API server
 * is away. Safe for threads.
 */
final class History implements AutoCloseable {

  static final String DEPLOYMENTS = "seldondeployments";
  static final String VIRTUAL_SERVICES = "virtualservices";
  static final String DESTINATION_RULES = "destinationrules";

  private static final Set<String> PLURALS =
      Set.of(DEPLOYMENTS, VIRTUAL_SERVICES, DESTINATION_RULES);

  private static final String DEPLOYMENT_KEYS = "/registry/machinelearning.seldon.io/";
  private static final String ROUTE_KEYS = "/registry/networking.istio.io/";

  /** What an object was from a revision on; without {@code object} it was not there. */
  record Version(long revision, long nanos, ObjectKey key, JsonNode object) {

    boolean isDeleted() {
      return object == null;
    }
  }

  private final Stream<String> lines;
  private final List<Version> versions = new CopyOnWriteArrayList<>();
  private final Map<ObjectKey, Version> current = new TreeMap<>();

  private History(Etcd etcd) {
    lines = etcd.watch(DEPLOYMENT_KEYS, ROUTE_KEYS + "~", etcd.revision() + 1);
    Thread reader = new Thread(this::read, "history");
    reader.setDaemon(true);
    reader.start();
  }

  /** Begins with what is written from now on. */
  static History of(Etcd etcd) {
    return new History(etcd);
  }

  /** All versions so far. */
  List<Version> versions() {
    return versions;
  }

  /** The objects that were written since it began and are there. */
  Map<ObjectKey, Version> current() {
    synchronized (current) {
      return new TreeMap<>(current);
    }
  }

  /** How many versions of Istio objects there were so far. */
  long writesOfRoutes() {
    return versions.stream().filter(version -> version.key().isRoute()).count();
  }

  @Override
  public void close() {
    lines.close();
  }

  private void read() {
    try {
      lines.forEach(
          line -> Etcd.read(line.getBytes(UTF_8)).at("/result/events").forEach(this::add));
    } catch (RuntimeException e) {
      // It was closed; a history that ends early fails the comparison.
    }
  }

  private void add(JsonNode event) {
    JsonNode entry = event.path("kv");
    String key = new String(decode(entry.path("key")), UTF_8);
    if (!key.startsWith(DEPLOYMENT_KEYS) && !key.startsWith(ROUTE_KEYS)) {
      return;
    }
    String[] parts = key.split("/", -1);
    if (!PLURALS.contains(parts[3])) {
      return; // The Gateway, which is nobody's here.
    }
    ObjectKey named = new ObjectKey(parts[3], parts[4], parts[5]);
    boolean deleted = event.path("type").asText().equals("DELETE");
    JsonNode object = deleted ? null : Etcd.read(decode(entry.path("value")));
    Version version =
        new Version(entry.path("mod_revision").asLong(), System.nanoTime(), named, object);
    synchronized (current) {
      if (deleted) {
        current.remove(named);
      } else {
        current.put(named, version);
      }
    }
    versions.add(version);
  }

  private static byte[] decode(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }
}
