package io.seldoningress.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Every exchange as text before and after each step, and at each event of it: body, headers,
 * properties and exception. Camel's tracer and its message history are on.
 */
public final class RenderedExchanges extends EventNotifierSupport implements InterceptStrategy {

  private final Queue<String> texts = new ConcurrentLinkedQueue<>();

  /** Has the exchanges of a context that is not there yet rendered. */
  public void install(Main main) {
    main.configure().withTracing(true).withMessageHistory(true);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            CamelContext context = configured.getCamelContext();
            context.getCamelContextExtension().addInterceptStrategy(RenderedExchanges.this);
            context.getManagementStrategy().addEventNotifier(RenderedExchanges.this);
          }
        });
  }

  /** The renderings so far. */
  public Collection<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        render("before " + step, exchange);
        return super.process(
            exchange,
            sync -> {
              render("after " + step, exchange);
              callback.done(sync);
            });
      }
    };
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeEvent of) {
      render(event.getType().toString(), of.getExchange());
    }
  }

  private void render(String when, Exchange exchange) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    writer.println(when + ": " + exchange.getMessage().getBody());
    writer.println(exchange.getMessage().getHeaders());
    writer.println(exchange.getAllProperties());
    Exception caught =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Exception.class);
    if (caught != null) {
      caught.printStackTrace(writer);
    }
    writer.println(MessageHelper.dumpMessageHistoryStacktrace(exchange, null, false));
    texts.add(text.toString());
  }
}
