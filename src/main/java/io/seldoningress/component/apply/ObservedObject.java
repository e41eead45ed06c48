package io.seldoningress.component.apply;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of an object in the cluster to decide whether it must be written: its metadata, and
 * a digest of its spec.
 *
 * <p>A subclass for each kind has fabric8's annotations for it and a {@code @JsonCreator}
 * constructor that takes {@code metadata} and {@code spec}. It is never written to the API server.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public abstract class ObservedObject implements HasMetadata {

  private ObjectMeta metadata;
  private final SpecDigest specDigest;
  private final AppliedKeys appliedKeys;
  private final String otherManager;

  /**
   * Reads an object.
   *
   * @param metadata its metadata
   * @param spec its spec; null when it has none
   * @param fieldManager the field manager of this program
   */
  protected ObservedObject(ObjectMeta metadata, JsonNode spec, String fieldManager) {
    this.metadata = metadata;
    this.specDigest = SpecDigest.of(spec);
    this.appliedKeys = AppliedKeys.of(metadata, fieldManager);
    this.otherManager = FieldManagers.lastOther(metadata, fieldManager).orElse(null);
    // The largest part of many objects, and read above.
    metadata.setManagedFields(null);
  }

  /** The digest of the spec. */
  @JsonIgnore
  public SpecDigest specDigest() {
    return specDigest;
  }

  /**
   * The labels and annotations that this program applied; empty where the API server keeps no
   * managed fields.
   */
  @JsonIgnore
  Optional<AppliedKeys> appliedKeys() {
    return Optional.ofNullable(appliedKeys);
  }

  /**
   * The field manager that wrote the object last, of those other than this program's; empty where
   * there is none.
   */
  @JsonIgnore
  Optional<String> otherManager() {
    return Optional.ofNullable(otherManager);
  }

  /** The owner that manages this object; empty when nobody does. */
  @JsonIgnore
  public Optional<OwnerReference> controller() {
    return metadata.getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  /**
   * Whether a change between two states matters to who wrote the object: its spec, labels,
   * annotations, owners or deletion changed, and not only its status or bookkeeping.
   */
  public static boolean sameContent(ObservedObject before, ObservedObject after) {
    ObjectMeta one = before.metadata;
    ObjectMeta other = after.metadata;
    return before.specDigest.equals(after.specDigest)
        && Objects.equals(one.getUid(), other.getUid())
        && Objects.equals(one.getLabels(), other.getLabels())
        && Objects.equals(one.getAnnotations(), other.getAnnotations())
        && one.getOwnerReferences().equals(other.getOwnerReferences())
        && Objects.equals(one.getDeletionTimestamp(), other.getDeletionTimestamp());
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  @Override
  public void setApiVersion(String version) {
    // Fixed by the class.
  }
}
