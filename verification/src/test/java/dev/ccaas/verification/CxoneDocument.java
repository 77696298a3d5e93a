// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One of CXone's API documents of 2026-07, as rebuilt from a client generated from it: a judge of
 * what its operations take and give.
 *
 * <p>The judge is a JSON Schema validator that is not ours. It also refuses fields that the
 * document does not name.
 */
final class CxoneDocument {
  private final JsonNode document;

  private CxoneDocument(JsonNode document) {
    this.document = document;
  }

  /**
   * Returns the document of that name.
   *
   * @param name such as {@code digital-channel}
   */
  static CxoneDocument read(Path shared, String name) {
    Path file = shared.resolve("data/specs/cxone-reconstructed").resolve(name + ".json");
    try {
      JsonNode document = new ObjectMapper().readTree(file.toFile());
      close(document);
      return new CxoneDocument(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode node) {
    node.forEach(CxoneDocument::close);
    if (node instanceof ObjectNode schema && schema.path("properties").isObject()) {
      schema.put("additionalProperties", false);
    }
  }

  /** Returns the schema of that name. */
  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** Returns what is wrong with the node as an object of that schema. */
  List<String> problems(String schema, JsonNode node) {
    return validate(schema(schema), node);
  }

  /**
   * Returns what is wrong with the node as an answer.
   *
   * @param operation method in lower case, space and path
   * @param status as the document has it, such as {@code 200} or {@code 4XX}
   */
  List<String> problemsOfAnswer(String operation, String status, JsonNode node) {
    String[] methodAndPath = operation.split(" ", 2);
    JsonNode response =
        document
            .path("paths")
            .path(methodAndPath[1])
            .path(methodAndPath[0])
            .path("responses")
            .path(status);
    if (response.isMissingNode()) {
      return List.of("the document names no " + status + " of " + operation);
    }
    return validate(response.path("content").path("application/json").path("schema"), node);
  }

  /** Returns the paths with their operations. */
  JsonNode paths() {
    return document.path("paths");
  }

  /** Returns what is wrong with the node by that schema of this document. */
  List<String> validate(JsonNode schema, JsonNode node) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "http://json-schema.org/draft-04/schema#");
    root.putArray("allOf").add(schema);
    root.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(root).validate(node).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
