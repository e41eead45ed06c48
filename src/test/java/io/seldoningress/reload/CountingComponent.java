package io.seldoningress.reload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Counts the endpoints, consumers and producers that are started, in whatever context. */
public final class CountingComponent extends DefaultComponent {
  static final AtomicInteger STARTS = new AtomicInteger();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
    return new CountingEndpoint(uri, this);
  }

  private static final class CountingEndpoint extends DefaultEndpoint {
    private CountingEndpoint(String uri, CountingComponent component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {}

        @Override
        protected void doStart() {
          STARTS.incrementAndGet();
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor) {
        @Override
        protected void doStart() {
          STARTS.incrementAndGet();
        }
      };
    }

    @Override
    protected void doStart() {
      STARTS.incrementAndGet();
    }
  }
}
