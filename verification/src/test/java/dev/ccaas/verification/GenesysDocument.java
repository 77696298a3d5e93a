// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Genesys Cloud's API document, release 10706, as rebuilt from its SDKs: its operations on web
 * deployments and open messaging, and a judge of what they take and give.
 *
 * <p>The judge is a JSON Schema validator that is not ours. It also refuses fields that the
 * document does not name.
 */
final class GenesysDocument {
  private static final String FILE =
      "data/specs/genesys/" + "publicapi-v2_RECONSTRUCTED_api10706_provisioning-slice.swagger.json";
  private static final Pattern SERVED =
      Pattern.compile(
          "/api/v2/(webdeployments/configurations.*"
              + "|webdeployments/deployments(/\\{deploymentId}(/configurations)?)?"
              + "|conversations/messaging/integrations/open(/\\{integrationId})?)");

  private final JsonNode document;
  private final Map<String, JsonSchema> given = new TreeMap<>();
  private final Map<String, JsonSchema> taken = new TreeMap<>();

  private GenesysDocument(JsonNode document) {
    this.document = document;
  }

  static GenesysDocument read(Path shared) {
    try {
      JsonNode document = new ObjectMapper().readTree(shared.resolve(FILE).toFile());
      for (JsonNode definition : document.path("definitions")) {
        if (definition.has("properties") && !definition.has("additionalProperties")) {
          ((ObjectNode) definition).put("additionalProperties", false);
        }
      }
      return new GenesysDocument(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operations that a fake must serve, by method and path. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (SERVED.matcher(path.getKey()).matches()) {
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue()));
              }
            });
    return operations;
  }

  /** The host that the document names. */
  String host() {
    return document.path("host").asText();
  }

  /** What is wrong with the node as an object of that definition that the platform gives. */
  List<String> problems(String definition, JsonNode node) {
    return problems(
        given.computeIfAbsent(definition, d -> schema(d, document.path("definitions"))), node);
  }

  /** The same of one that it takes: read-only properties must not be sent. */
  List<String> problemsOfTaken(String definition, JsonNode node) {
    return problems(taken.computeIfAbsent(definition, d -> schema(d, writable())), node);
  }

  private static List<String> problems(JsonSchema schema, JsonNode node) {
    return schema.validate(node).stream().map(ValidationMessage::getMessage).toList();
  }

  /** The definitions without read-only properties. */
  private JsonNode writable() {
    JsonNode definitions = document.path("definitions").deepCopy();
    for (JsonNode definition : definitions) {
      Iterator<JsonNode> properties = definition.path("properties").iterator();
      while (properties.hasNext()) {
        if (properties.next().path("readOnly").asBoolean()) {
          properties.remove();
        }
      }
    }
    return definitions;
  }

  private static JsonSchema schema(String definition, JsonNode definitions) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "http://json-schema.org/draft-04/schema#");
    root.put("$ref", "#/definitions/" + definition);
    root.set("definitions", definitions);
    return JsonSchemaFactory.getInstance(VersionFlag.V4)
        .getSchema(root, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  /** The definition's properties that may be sent. */
  Map<String, JsonNode> properties(String definition) {
    Map<String, JsonNode> properties = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property :
        document.path("definitions").path(definition).path("properties").properties()) {
      // The fake refuses a flow's version on purpose: see its table of bodies.
      if (!property.getValue().path("readOnly").asBoolean()
          && !property.getKey().equals("publishVersion")) {
        properties.put(property.getKey(), property.getValue());
      }
    }
    return properties;
  }

  boolean isRequired(String definition, String property) {
    for (JsonNode name : document.path("definitions").path(definition).path("required")) {
      if (name.asText().equals(property)) {
        return true;
      }
    }
    return false;
  }

  /** An object of that definition with every property that may be sent. */
  ObjectNode sample(String definition) {
    ObjectNode sample = JsonNodeFactory.instance.objectNode();
    properties(definition).forEach((name, schema) -> sample.set(name, value(schema)));
    return sample;
  }

  private JsonNode value(JsonNode schema) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (schema.has("$ref")) {
      return sample(reference(schema));
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(0);
    }
    return switch (schema.path("type").asText()) {
      case "array" -> nodes.arrayNode().add(value(schema.path("items")));
      case "object" -> nodes.objectNode().set("key", value(schema.path("additionalProperties")));
      case "boolean" -> nodes.booleanNode(true);
      case "integer" -> nodes.numberNode(1);
      default -> nodes.textNode("sample");
    };
  }

  /** The name of the definition that the schema refers to, or the empty text. */
  static String reference(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
