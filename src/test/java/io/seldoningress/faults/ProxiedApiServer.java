package io.seldoningress.faults;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.KillableApiServer;
import io.seldoningress.testing.Kubeconfigs;

/**
 * An API server as a controller sees it: behind a proxy, as a user with few permissions. Closing it
 * closes neither.
 */
record ProxiedApiServer(FaultProxy proxy, KillableApiServer server) implements ApiServer {

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public boolean real() {
    return true;
  }

  @Override
  public String kubeconfig() {
    return Kubeconfigs.of(proxy.url(), server.token(KillableApiServer.CONTROLLER));
  }

  @Override
  public ApiServer asAdministrator() {
    return server;
  }

  @Override
  public void close() {}
}
