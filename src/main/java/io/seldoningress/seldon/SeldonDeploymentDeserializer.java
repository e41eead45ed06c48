package io.seldoningress.seldon;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;

/**
 * Reads a SeldonDeployment through a tree of its JSON, field by field, so that nothing in one
 * object can stop the decoding of a list. The tree lives only as long as this call.
 */
final class SeldonDeploymentDeserializer extends JsonDeserializer<SeldonDeployment> {

  @Override
  public SeldonDeployment deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode root = context.readTree(parser);
    Problems problems = new Problems();
    Fields object = new Fields(root, "", problems);
    ObjectMeta metadata = MetadataReader.read(object.object("metadata"), PassedOn.of(root));
    SeldonDeploymentSpec spec = SpecReader.read(object.object("spec"));
    StatusExcerpt status = StatusReader.read(root.path("status"));
    return new SeldonDeployment(metadata, spec, status, problems.all());
  }
}
