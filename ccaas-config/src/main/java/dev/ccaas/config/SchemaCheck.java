// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks documents against a JSON Schema (2020-12) of this jar: an object with long lists.
 *
 * <p>A list is checked item by item and given up after 1,000 faults, and an item of more than
 * 20,000 values is not looked into, so that a hostile file cannot fill the memory with faults.
 */
final class SchemaCheck {
  private static final int MAX_VALUES = 20_000;

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

  private final JsonNode schema;
  private final JsonSchema whole;
  private final Map<String, JsonSchema> items = new LinkedHashMap<>();
  private final Wording wording;

  private SchemaCheck(JsonNode schema, String... lists) {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    this.schema = schema;
    this.whole = factory.getSchema(schema, CONFIG);
    for (String list : lists) {
      JsonNodePath item = new JsonNodePath(PathType.JSON_POINTER).append("properties");
      items.put(list, whole.getSubSchema(item.append(list).append("items")));
    }
    this.wording = Wording.of(schema);
  }

  /**
   * Returns the check of a resource beside this class.
   *
   * @param lists the fields whose values are long lists
   */
  static SchemaCheck of(String resource, String... lists) {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
      return new SchemaCheck(new ObjectMapper().readTree(in), lists);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema " + resource + " of this jar", e);
    }
  }

  /** Returns all faults, or a good thousand of them. */
  List<Fault> check(JsonNode root) {
    List<Fault> faults = new ArrayList<>();
    check(whole, withoutItems(root), JsonPointer.empty(), faults);
    items.forEach((list, item) -> checkItems(root, list, item, faults));
    return faults;
  }

  private void checkItems(JsonNode root, String list, JsonSchema item, List<Fault> faults) {
    JsonNode found = root.path(list);
    JsonPointer at = JsonPointer.empty().appendProperty(list);
    if (!found.isArray()) {
      return;
    }
    if (found.size() > schema.at("/properties" + at + "/maxItems").intValue()) {
      faults.add(wording.tooMany(found, at));
      return;
    }
    for (int i = 0; i < found.size() && faults.size() < Document.MAX_FINDINGS; i++) {
      check(item, found.get(i), at.appendIndex(i), faults);
    }
  }

  private JsonNode withoutItems(JsonNode root) {
    if (!root.isObject()) {
      return root;
    }
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.setAll((ObjectNode) root);
    items.keySet().stream()
        .filter(list -> root.get(list) instanceof ArrayNode)
        .forEach(head::putArray);
    return head;
  }

  private void check(JsonSchema schema, JsonNode node, JsonPointer at, List<Fault> faults) {
    if (size(node) > MAX_VALUES) { // the validator knows no end of faults
      String found = "more than " + MAX_VALUES + " values in one object";
      faults.add(Fault.atValue(at, found + " (expected: at most so many)"));
      return;
    }
    for (ValidationMessage message : schema.validate(node)) {
      faults.add(wording.fault(message, at));
    }
  }

  private static int size(JsonNode node) {
    int size = 1;
    for (JsonNode inner : node) {
      size += size(inner);
    }
    return size;
  }
}
