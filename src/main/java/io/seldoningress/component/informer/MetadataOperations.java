package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.impl.BaseClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Lists and watches of metadata only, which fabric8's client has no words for. They go over a
 * client that is derived from the connection and differs from it in one header, in how events are
 * read, and in that it logs no bodies: authentication, timeouts, the pool of connections and the
 * threads are those of the connection. So there is nothing to close but the informers.
 */
final class MetadataOperations {

  private MetadataOperations() {}

  /** The operations on a resource over a connection. */
  static MixedOperation<ObjectMetadata, ?, Resource<ObjectMetadata>> of(
      KubernetesClient connection, ResourceDefinitionContext resource) {
    // The client's own methods take the resource from annotations of the class; this one is read
    // from every resource.
    return derive(connection)
        .newHasMetadataOperation(resource, ObjectMetadata.class, ObjectMetadataList.class);
  }

  private static BaseClient derive(KubernetesClient connection) {
    HttpClient http =
        UnloggedRequests.of(connection.getHttpClient())
            .addOrReplaceInterceptor("METADATA-ONLY", new MetadataRequests())
            .build();
    ExecutorSupplier threads = () -> connection.adapt(BaseClient.class).getExecutor();
    KubernetesSerialization reading =
        new MetadataSerialization(connection.getKubernetesSerialization());
    return new KubernetesClientImpl(http, connection.getConfiguration(), threads, reading);
  }
}
