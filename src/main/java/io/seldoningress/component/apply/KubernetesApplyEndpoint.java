package io.seldoningress.component.apply;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Write the Kubernetes object in the body if the cluster does not show it already, delete it, or
 * merge a condition into its status.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "kubernetes-apply",
    title = "Kubernetes Apply",
    syntax = "kubernetes-apply:operation",
    producerOnly = true,
    category = {Category.CONTAINER, Category.CLOUD},
    headersClass = KubernetesApplyConstants.class)
public class KubernetesApplyEndpoint extends DefaultEndpoint {

  @UriPath(
      description =
          "What to do with the object in the body: apply or delete; or with the ConditionUpdate there: condition.")
  @Metadata(required = true)
  private KubernetesApplyOperation operation;

  @UriParam(
      label = "producer",
      description =
          "The field manager of server-side apply, which the API server records with each field.")
  private String fieldManager;

  public KubernetesApplyEndpoint(String uri, KubernetesApplyComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return new KubernetesApplyProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "kubernetes-apply writes objects; kubernetes-informer consumes them");
  }

  @Override
  public KubernetesApplyComponent getComponent() {
    return (KubernetesApplyComponent) super.getComponent();
  }

  public KubernetesApplyOperation getOperation() {
    return operation;
  }

  public void setOperation(KubernetesApplyOperation operation) {
    this.operation = operation;
  }

  public String getFieldManager() {
    return fieldManager;
  }

  public void setFieldManager(String fieldManager) {
    this.fieldManager = fieldManager;
  }
}
