package io.seldoningress.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RequestLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.impl.DefaultCamelContext;

/** A process of the tests that takes part in an election, and what it was told. */
final class Replica implements AutoCloseable, CamelClusterEventListener.Leadership {

  final RequestLog requests = new RequestLog();
  final LeaseClusterService service;
  private final KubernetesClient client;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final CamelClusterView view;
  private final List<String> leaders = new CopyOnWriteArrayList<>();

  Replica(ApiServer server, LeaseOptions options, CompletableFuture<Void> ready) {
    client = server.newClient(requests, options.identity());
    service = new LeaseClusterService(client, options, ready);
    try {
      context.addService(service);
      view = service.getView("any");
      view.addEventListener(this);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    context.start();
  }

  @Override
  public void leadershipChanged(CamelClusterView changed, CamelClusterMember leader) {
    leaders.add(leader == null ? "nobody" : leader.getId());
  }

  boolean leads() {
    return view.getLocalMember().isLeader();
  }

  /** Whether a write would be sent now. */
  boolean mayWrite() {
    try {
      return service.writePermit().write(limit -> true);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Who leads as far as it knows; empty for nobody. */
  String leader() {
    return view.getLeader().map(CamelClusterMember::getId).orElse("");
  }

  /** Who it was told that leads, one after the other. */
  List<String> leaders() {
    return List.copyOf(leaders);
  }

  CamelClusterView view() {
    return view;
  }

  DefaultCamelContext context() {
    return context;
  }

  /** How often it looked at the Lease. */
  long looks() {
    return requests.count("GET", "/leases/");
  }

  @Override
  public void close() {
    context.stop();
    client.close();
  }
}
