package io.seldoningress.component.informer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** A cluster service in which the test says whether this process leads. */
final class TestCluster extends AbstractCamelClusterService<TestCluster.View> {

  private final List<View> views = new CopyOnWriteArrayList<>();
  private volatile boolean leads;

  /** From now on this process leads, or does not; the listeners have been told. */
  void lead(boolean now) {
    leads = now;
    views.forEach(View::tell);
  }

  /** The views that somebody uses. */
  long viewsInUse() {
    return views.stream().filter(View::isStarted).count();
  }

  @Override
  protected View createView(String namespace) {
    View view = new View(namespace);
    views.add(view);
    return view;
  }

  /** What one of its groups looks like. */
  final class View extends AbstractCamelClusterView {

    private View(String namespace) {
      super(TestCluster.this, namespace);
    }

    @Override
    public Optional<CamelClusterMember> getLeader() {
      return leads ? Optional.of(getLocalMember()) : Optional.empty();
    }

    @Override
    public CamelClusterMember getLocalMember() {
      return new CamelClusterMember() {
        @Override
        public String getId() {
          return "local";
        }

        @Override
        public boolean isLeader() {
          return leads;
        }

        @Override
        public boolean isLocal() {
          return true;
        }
      };
    }

    @Override
    public List<CamelClusterMember> getMembers() {
      return List.of(getLocalMember());
    }

    private void tell() {
      fireLeadershipChangedEvent(getLeader().orElse(null));
    }
  }
}
