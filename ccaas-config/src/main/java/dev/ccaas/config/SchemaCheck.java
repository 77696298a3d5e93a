// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks documents against a JSON Schema (2020-12) of this jar: an object with one long list.
 *
 * <p>The list is checked item by item and given up after 1,000 faults, so that a hostile file
 * cannot fill the memory with them.
 */
final class SchemaCheck {
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

  private final String list;
  private final JsonSchema whole;
  private final JsonSchema item;
  private final Wording wording;

  private SchemaCheck(JsonNode schema, String list) {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    this.list = list;
    this.whole = factory.getSchema(schema, CONFIG);
    this.item =
        whole.getSubSchema(
            new JsonNodePath(PathType.JSON_POINTER)
                .append("properties")
                .append(list)
                .append("items"));
    this.wording = Wording.of(schema);
  }

  /**
   * Returns the check of a resource beside this class.
   *
   * @param list the field whose value is the long list
   */
  static SchemaCheck of(String resource, String list) {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
      return new SchemaCheck(new ObjectMapper().readTree(in), list);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema " + resource + " of this jar", e);
    }
  }

  /** Returns all faults, or a good thousand of them. */
  List<Fault> check(JsonNode root) {
    List<Fault> faults = new ArrayList<>();
    check(whole, withoutItems(root), JsonPointer.empty(), faults);
    JsonPointer at = JsonPointer.empty().appendProperty(list);
    JsonNode items = root.path(list);
    for (int i = 0; i < items.size() && faults.size() < Document.MAX_FINDINGS; i++) {
      if (items.isArray()) {
        check(item, items.get(i), at.appendIndex(i), faults);
      }
    }
    return faults;
  }

  private JsonNode withoutItems(JsonNode root) {
    if (!root.path(list).isArray()) {
      return root;
    }
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.setAll((ObjectNode) root);
    head.putArray(list);
    return head;
  }

  private void check(JsonSchema schema, JsonNode node, JsonPointer at, List<Fault> faults) {
    for (ValidationMessage message : schema.validate(node)) {
      faults.add(wording.fault(message, at));
    }
  }
}
