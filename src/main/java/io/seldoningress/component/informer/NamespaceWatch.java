package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.seldoningress.component.informer.OwnWrites.Origin;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * fabric8's informer over one namespace or all, and what its events mean. It calls the handler by
 * one thread at a time, after the cache has changed.
 *
 * @param <T> the class that objects are read into
 */
final class NamespaceWatch<T extends HasMetadata> implements ResourceEventHandler<T> {

  /** Who is told of changes. */
  interface Changes {

    /**
     * An object changed.
     *
     * @param origin who wrote its state
     * @param initial whether it is of the first list
     */
    void changed(ResourceKey key, Origin origin, boolean initial);
  }

  /**
   * Objects in one answer of the first list: bounds the memory that decoding takes, whatever
   * exists. Of 40 KB each, as pod templates can be, they make an answer of 4 MB, and eight times
   * that while it is decoded.
   */
  private static final long PAGE_SIZE = 100;

  private final FilterWatchListDeletable<T, ?, Resource<T>> operation;
  private final ResourceType<T> type;
  private final OwnWrites<T> ownWrites;
  private final InformerMeters.Events events;
  private final Changes changes;
  private final SharedIndexInformer<T> informer;

  /** The newest state of the first list. fabric8 tells of these objects when it has them all. */
  private volatile long initialVersion = Long.MAX_VALUE;

  NamespaceWatch(
      FilterWatchListDeletable<T, ?, Resource<T>> operation,
      ResourceType<T> type,
      InformerFailures failures,
      OwnWrites<T> ownWrites,
      InformerMeters.Events events,
      Changes changes) {
    this.operation = operation;
    this.type = type;
    this.ownWrites = ownWrites;
    this.events = events;
    this.changes = changes;
    this.informer = operation.withLimit(PAGE_SIZE).runnableInformer(0);
    informer.removeNamespaceIndex();
    // None, but said: then the start of the informer is over after its first events are handed
    // over, not beside that. Whoever waits for the start would be told of objects twice else.
    informer.initialState(Stream.empty());
    informer.addIndexers(type.indexes());
    informer.exceptionHandler(
        (started, failure) -> {
          failures.failed(failure);
          return true;
        });
  }

  /** Completes when the cache holds what the first list showed. */
  CompletableFuture<Void> start() {
    informer.addEventHandler(this);
    return informer.start().toCompletableFuture().thenRun(this::rememberInitialVersion);
  }

  void stop() {
    informer.stop();
  }

  SharedIndexInformer<T> informer() {
    return informer;
  }

  boolean isWatching() {
    return informer.isWatching();
  }

  /** Lists one object, to see whether and why that fails. */
  void listOne() {
    var unused = operation.list(new ListOptionsBuilder().withLimit(1L).build());
  }

  @Override
  public void onAdd(T object) {
    events.added();
    boolean initial = OwnWrites.version(object) <= initialVersion;
    changes.changed(ResourceKey.of(object), ownWrites.seen(object), initial);
  }

  @Override
  public void onUpdate(T before, T after) {
    events.modified();
    ResourceKey key = ResourceKey.of(after);
    Optional<T> written = ownWrites.notSeen(key);
    Origin origin = ownWrites.seen(after);
    // Who read its own write decided on that state, which may never have been in the cache.
    if (differ(before, after) || written.filter(state -> differ(state, after)).isPresent()) {
      changes.changed(key, origin, false);
    }
  }

  @Override
  public void onDelete(T object, boolean finalStateUnknown) {
    events.deleted();
    ownWrites.seenDeleted(object);
    changes.changed(ResourceKey.of(object), Origin.OTHERS, false);
  }

  private boolean differ(T one, T other) {
    return !type.sameContent().test(one, other);
  }

  private void rememberInitialVersion() {
    initialVersion =
        informer.getStore().list().stream().mapToLong(OwnWrites::version).max().orElse(0);
  }
}
