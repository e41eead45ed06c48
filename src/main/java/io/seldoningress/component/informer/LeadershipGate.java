package io.seldoningress.component.informer;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.support.cluster.ClusterServiceHelper;

/**
 * Whether a route may handle objects: always, or while this process leads, by the cluster service
 * of the Camel context. In a context without one there is nobody else, and it always may.
 */
final class LeadershipGate implements CamelClusterEventListener.Leadership {

  /** The group in which one process leads, which Camel calls the namespace of a view. */
  private static final String GROUP = "kubernetes-informer";

  private final Optional<CamelClusterView> view;
  private volatile Runnable changed = () -> {};

  private LeadershipGate(Optional<CamelClusterView> view) {
    this.view = view;
  }

  /** The gate of a route that handles objects on any replica. */
  static LeadershipGate alwaysOpen() {
    return new LeadershipGate(Optional.empty());
  }

  /** The gate of a route that handles objects on the leader only. */
  static LeadershipGate ofLeader(CamelContext context) throws Exception {
    Optional<CamelClusterService> service = ClusterServiceHelper.lookupService(context);
    return new LeadershipGate(
        service.isPresent() ? Optional.of(service.get().getView(GROUP)) : Optional.empty());
  }

  boolean isOpen() {
    return view.map(cluster -> cluster.getLocalMember().isLeader()).orElse(true);
  }

  /**
   * Says whom to tell when the gate opens or closes, perhaps within this call. Not to be called
   * under a lock that {@code listener} takes: Camel calls it under a lock of the view.
   */
  void onChange(Runnable listener) {
    changed = listener;
    view.ifPresent(cluster -> cluster.addEventListener(this));
  }

  /** Tells nobody any more; not to be called under a lock of the listener either. */
  void close() throws Exception {
    if (view.isPresent()) {
      view.get().removeEventListener(this);
      view.get().getClusterService().releaseView(view.get());
    }
  }

  @Override
  public void leadershipChanged(CamelClusterView cluster, CamelClusterMember leader) {
    changed.run();
  }
}
