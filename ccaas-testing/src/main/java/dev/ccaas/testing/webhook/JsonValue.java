// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value whose numbers keep the digits they came with, so that only form can differ.
 *
 * @param members of an object, else null
 * @param elements of an array, else null
 * @param text of a string, or the literal
 */
record JsonValue(
    @Nullable Map<String, JsonValue> members,
    @Nullable List<JsonValue> elements,
    String text,
    boolean isString) {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Returns the value, or nothing if the body is not one JSON value without names given twice. */
  static Optional<JsonValue> parse(byte[] body) {
    try (JsonParser parser = STRICT.createParser(body)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonValue value = read(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not JSON: then nobody parsed it and wrote it anew
    }
  }

  /** Returns it with the members of every object in the order of their names. */
  JsonValue sorted() {
    if (members != null) {
      Map<String, JsonValue> sorted = new TreeMap<>();
      members.forEach((name, value) -> sorted.put(name, value.sorted()));
      return new JsonValue(sorted, null, "", false);
    }
    return elements == null
        ? this
        : new JsonValue(null, elements.stream().map(JsonValue::sorted).toList(), "", false);
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        return new JsonValue(members, null, "", false);
      }
      case START_ARRAY -> {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read(parser));
        }
        return new JsonValue(null, elements, "", false);
      }
      default -> {
        boolean string = parser.currentToken() == JsonToken.VALUE_STRING;
        return new JsonValue(null, null, parser.getText(), string);
      }
    }
  }
}
