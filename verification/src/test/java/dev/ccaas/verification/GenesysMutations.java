// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ways to spoil one field of a body, at every level, as the document's schemas forbid. */
final class GenesysMutations {
  private final GenesysDocument document;
  private final List<Mutation> found = new ArrayList<>();
  private final ObjectNode body;

  private GenesysMutations(GenesysDocument document, ObjectNode body) {
    this.document = document;
    this.body = body;
  }

  /** A spoiled copy of a body, with the field that is spoiled. */
  record Mutation(String field, boolean required, ObjectNode body) {}

  static List<Mutation> of(GenesysDocument document, String definition, ObjectNode body) {
    GenesysMutations mutations = new GenesysMutations(document, body);
    mutations.spoil(definition, "", "");
    return mutations.found;
  }

  private void spoil(String definition, String pointer, String prefix) {
    document
        .properties(definition)
        .forEach(
            (name, schema) -> {
              String field = prefix + name;
              boolean required = document.isRequired(definition, name);
              if (required) {
                add(pointer, field, true, object -> object.remove(name));
              }
              add(pointer, field, required, object -> object.set(name, NullNode.instance));
              add(pointer, field, required, object -> object.set(name, DoubleNode.valueOf(7.5)));
              if (schema.has("enum")) {
                add(pointer, field, required, o -> o.set(name, TextNode.valueOf("no such")));
              }
              descend(schema, pointer + "/" + name, field);
            });
  }

  private void descend(JsonNode schema, String pointer, String field) {
    String inner = GenesysDocument.reference(schema);
    String ofItems = GenesysDocument.reference(schema.path("items"));
    if (!inner.isEmpty()) {
      spoil(inner, pointer, field + ".");
    } else if (!ofItems.isEmpty()) {
      spoil(ofItems, pointer + "/0", field + "[0].");
    }
  }

  private void add(String pointer, String field, boolean required, Consumer<ObjectNode> change) {
    ObjectNode spoiled = body.deepCopy();
    change.accept((ObjectNode) spoiled.at(pointer));
    found.add(new Mutation(field, required, spoiled));
  }
}
