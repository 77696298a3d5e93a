// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a finding of the schema validator is in words: what was found, and what was expected.
 *
 * <p>What was expected is the {@code description} beside the keyword in the schema. The validator's
 * own messages are not used: they do not say what was found, or they quote it.
 */
final class Wording {
  private final JsonNode schema;

  private Wording(JsonNode schema) {
    this.schema = schema;
  }

  static Wording of(JsonNode schema) {
    return new Wording(schema);
  }

  /**
   * Returns the fault that a message is about.
   *
   * @param base where in the document the value lies that was validated
   */
  Fault fault(ValidationMessage message, JsonPointer base) {
    JsonPointer at = base.append(JsonPointer.compile(message.getInstanceLocation().toString()));
    JsonNode rule =
        schema.at(JsonPointer.compile(message.getSchemaLocation().getFragment().toString()).head());
    String property = String.valueOf(message.getProperty());
    return switch (message.getType()) {
      case "required" ->
          Fault.missing(at, property, "missing" + expected(rule.at("/properties").get(property)));
      case "additionalProperties" ->
          Fault.atName(
              at.appendProperty(property),
              "unknown field (expected: one of " + names(rule.at("/properties")) + ")");
      default ->
          Fault.atValue(
              at,
              Shown.value(at.toString(), message.getInstanceNode())
                  + expected(rule)
                  + advice(message.getInstanceNode(), rule));
    };
  }

  /** Returns the fault that one of the root's lists is too long. */
  Fault tooMany(JsonNode list, JsonPointer at) {
    String found = "a list of " + list.size() + " items";
    return Fault.atValue(at, found + expected(schema.at("/properties" + at)));
  }

  private String expected(JsonNode rule) {
    JsonNode described = rule;
    while (!described.has("description")) {
      described = schema.at(described.path("$ref").asText().substring(1));
    }
    return " (expected: " + described.get("description").asText() + ")";
  }

  private static String advice(JsonNode value, JsonNode rule) {
    boolean unquoted = value.isNumber() || value.isBoolean();
    boolean helps =
        rule.path("type").asText().equals("string")
            && Pattern.matches(rule.path("pattern").asText(".*"), value.asText());
    return unquoted && helps ? "; put it in quotes" : "";
  }

  private static String names(JsonNode properties) {
    Stream<String> names =
        StreamSupport.stream(
            ((Iterable<String>) properties::fieldNames).spliterator(), /* parallel= */ false);
    return names.collect(joining(", "));
  }
}
