package io.seldoningress.leader;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** Who leads. Every view of a service shows the same, whatever its namespace. */
final class LeaseClusterView extends AbstractCamelClusterView {

  private final LeaseClusterService service;

  LeaseClusterView(LeaseClusterService service, String namespace) {
    super(service, namespace);
    this.service = service;
  }

  @Override
  public Optional<CamelClusterMember> getLeader() {
    String leader = service.leadership().leader();
    return leader.isEmpty() ? Optional.empty() : Optional.of(member(leader));
  }

  /** Its {@code isLeader} tells what is so at the moment of the call. */
  @Override
  public CamelClusterMember getLocalMember() {
    return member(service.options().identity());
  }

  /** This process and the leader; others that wait are not known. */
  @Override
  public List<CamelClusterMember> getMembers() {
    CamelClusterMember local = getLocalMember();
    return Stream.concat(Stream.of(local), getLeader().filter(leader -> !leader.isLocal()).stream())
        .toList();
  }

  void tell() {
    fireLeadershipChangedEvent(getLeader().orElse(null));
  }

  private CamelClusterMember member(String id) {
    return new Member(id);
  }

  private final class Member implements CamelClusterMember {

    private final String id;

    Member(String id) {
      this.id = id;
    }

    @Override
    public String getId() {
      return id;
    }

    @Override
    public boolean isLeader() {
      return service.leadership().leader().equals(id);
    }

    @Override
    public boolean isLocal() {
      return service.options().identity().equals(id);
    }
  }
}
