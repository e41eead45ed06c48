package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Arrays;

/**
 * Has the API server answer each request with metadata only (Kubernetes API concepts,
 * "Metadata-only fetches"), over HTTP as over WebSockets. Nothing else is accepted: a server that
 * can't do that answers 406 and sends no data.
 */
final class MetadataRequests implements Interceptor {

  static final String LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  static final String WATCH = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    builder.setHeader("Accept", isWatch(request) ? WATCH : LIST);
  }

  private static boolean isWatch(HttpRequest request) {
    String query = request.uri().getRawQuery();
    return query != null && Arrays.asList(query.split("&", -1)).contains("watch=true");
  }
}
