package io.seldoningress.component.informer;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Consume each changed object of a Kubernetes resource as its newest state, or wake objects in such
 * a route.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "kubernetes-informer",
    title = "Kubernetes Informer",
    syntax = "kubernetes-informer:resource",
    category = {Category.CONTAINER, Category.CLOUD},
    headersClass = KubernetesInformerConstants.class)
public class KubernetesInformerEndpoint extends DefaultEndpoint
    implements MultipleConsumersSupport {

  @UriPath(
      description =
          "The resource as group/version/plural such as networking.istio.io/v1/virtualservices, or v1/secrets for the core group.")
  @Metadata(required = true)
  private String resource;

  @UriParam private KubernetesInformerConfiguration configuration;

  @UriParam private KubernetesConnection connection = new KubernetesConnection();

  public KubernetesInformerEndpoint(
      String uri,
      KubernetesInformerComponent component,
      KubernetesInformerConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    KubernetesInformerConsumer consumer = new KubernetesInformerConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    return new KubernetesInformerProducer(this);
  }

  @Override
  public KubernetesInformerComponent getComponent() {
    return (KubernetesInformerComponent) super.getComponent();
  }

  @Override
  public boolean isMultipleConsumersSupported() {
    return true;
  }

  GroupVersionResource groupVersionResource() {
    return GroupVersionResource.parse(resource);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    // Here, so that a typo is told when the route is made and not when it starts.
    groupVersionResource();
    var unused = FieldSelector.parse(configuration.getFieldSelector());
    var unusedToo = configuration.namespaceSet();
    var unusedAsWell = configuration.queueOptions();
    connection.check();
    if (configuration.getConcurrentConsumers() < 1) {
      throw new IllegalArgumentException(
          "concurrentConsumers must be at least 1, was " + configuration.getConcurrentConsumers());
    }
  }

  public String getResource() {
    return resource;
  }

  public void setResource(String resource) {
    this.resource = resource;
  }

  public KubernetesInformerConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(KubernetesInformerConfiguration configuration) {
    this.configuration = configuration;
  }

  public KubernetesConnection getConnection() {
    return connection;
  }

  public void setConnection(KubernetesConnection connection) {
    this.connection = connection;
  }
}
