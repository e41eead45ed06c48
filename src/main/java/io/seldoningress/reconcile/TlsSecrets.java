package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.seldoningress.certificate.TlsCertificate;
import io.seldoningress.component.informer.ObjectMetadata;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.SecretFacts;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/**
 * What is in the TLS Secrets that are used, without their keys. The watches show their metadata
 * alone; one that is new or changed is read by a request of its own, checked and forgotten.
 */
public final class TlsSecrets {

  private record Known(String uid, String resourceVersion, TlsCertificate certificate) {

    boolean isOf(ObjectMeta metadata) {
      return Objects.equals(uid, metadata.getUid())
          && Objects.equals(resourceVersion, metadata.getResourceVersion());
    }
  }

  private record Found(ObjectMeta metadata, SecretReader.Selection selection) {}

  private final GatewaySettings settings;
  private final ResourceCache<ObjectMetadata> ofType;
  private final ResourceCache<ObjectMetadata> labelled;
  private final SecretReader reader;
  private final Map<String, Known> known = new HashMap<>();

  /**
   * @param settings which Secrets are used
   * @param ofType the metadata of the Secrets of type {@code kubernetes.io/tls}
   * @param labelled that of the Secrets of other types that have the label
   * @param reader reads one Secret
   */
  public TlsSecrets(
      GatewaySettings settings,
      ResourceCache<ObjectMetadata> ofType,
      ResourceCache<ObjectMetadata> labelled,
      SecretReader reader) {
    this.settings = settings;
    this.ofType = ofType;
    this.labelled = labelled;
    this.reader = reader;
  }

  /**
   * What is in the Secret of the settings, those whose label asks for a server, and those that are
   * named; with mutual TLS also in the ones of their CAs. One that is not there is left out.
   *
   * @param named names of further Secrets
   * @return the facts, by name
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when a Secret can't be read
   */
  public synchronized Map<String, SecretFacts> facts(Collection<String> named) {
    requireSynced();
    Map<String, SecretFacts> facts = new HashMap<>();
    for (String name : names(named)) {
      find(name).flatMap(this::facts).ifPresent(found -> facts.put(name, found));
    }
    known.keySet().retainAll(facts.keySet());
    return facts;
  }

  /** A Secret that is only not seen yet must not lose its server. */
  private void requireSynced() {
    if (!ofType.isSynced() || !labelled.isSynced()) {
      String problem =
          "the Secrets of namespace %s can't be watched, or not yet"
              .formatted(settings.podNamespace());
      throw new IllegalStateException(problem, new TimeoutException(problem));
    }
  }

  private Collection<String> names(Collection<String> named) {
    TreeSet<String> names = new TreeSet<>(named);
    names.add(settings.secret());
    for (ResourceCache<ObjectMetadata> cache : List.of(ofType, labelled)) {
      cache.all().stream()
          .map(ObjectMetadata::getMetadata)
          .filter(TlsSecrets::hasOwnServer)
          .forEach(metadata -> names.add(metadata.getName()));
    }
    if (settings.tls().mutual()) {
      List.copyOf(names).forEach(name -> names.add(name + SecretFacts.CA_SUFFIX));
    }
    return names;
  }

  private Optional<Found> find(String name) {
    ResourceKey key = new ResourceKey(settings.podNamespace(), name);
    return ofType
        .get(key)
        .map(object -> new Found(object.getMetadata(), SecretReader.Selection.OF_TYPE))
        .or(
            () ->
                labelled
                    .get(key)
                    .map(
                        object ->
                            new Found(object.getMetadata(), SecretReader.Selection.LABELLED)));
  }

  private Optional<SecretFacts> facts(Found found) {
    ObjectMeta metadata = found.metadata();
    Known before = known.get(metadata.getName());
    if (before == null || !before.isOf(metadata)) {
      Optional<TlsCertificate> certificate =
          reader.read(metadata.getNamespace(), metadata.getName(), found.selection());
      if (certificate.isEmpty()) {
        return Optional.empty();
      }
      before = new Known(metadata.getUid(), metadata.getResourceVersion(), certificate.get());
      known.put(metadata.getName(), before);
    }
    return Optional.of(facts(metadata, before.certificate()));
  }

  private static SecretFacts facts(ObjectMeta metadata, TlsCertificate certificate) {
    return new SecretFacts(
        metadata.getName(),
        metadata.getUid(),
        Optional.ofNullable(metadata.getCreationTimestamp()).orElse(""),
        hasOwnServer(metadata),
        hosts(metadata),
        certificate);
  }

  private static boolean hasOwnServer(ObjectMeta metadata) {
    return metadata.getLabels() != null
        && SecretFacts.OWN_SERVER.equals(metadata.getLabels().get(SecretFacts.LABEL));
  }

  private static Optional<List<String>> hosts(ObjectMeta metadata) {
    return Optional.ofNullable(metadata.getAnnotations())
        .map(annotations -> annotations.get(SecretFacts.HOSTS))
        .map(
            hosts ->
                Arrays.stream(hosts.toLowerCase(Locale.ROOT).split(",", -1))
                    .map(String::strip)
                    .distinct()
                    .toList());
  }
}
