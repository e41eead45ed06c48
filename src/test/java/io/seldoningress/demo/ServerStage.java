package io.seldoningress.demo;

import io.fabric8.kubernetes.client.Config;
import io.seldoningress.testing.ApiServer;
import java.util.List;

/**
 * An API server of the tests, which ends with the demo.
 *
 * @param server the server
 * @param introduction what a person is told about it at the start, in lines
 */
record ServerStage(ApiServer server, List<String> introduction) implements Stage {

  @Override
  public Config config() {
    return server.config();
  }

  @Override
  public boolean outlivesTheDemo() {
    return false;
  }

  @Override
  public void close() {
    server.close();
  }
}
