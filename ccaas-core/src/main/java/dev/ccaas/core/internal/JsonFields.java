// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads single fields of foreign JSON, forgiving: a field of another kind than expected counts as
 * absent, and unknown fields do not matter.
 */
public final class JsonFields {
  private static final int MAX_ID = 256;
  private static final int MAX_SHOWN = 4_000;

  private JsonFields() {}

  /** Returns the text or the number of that name, as text. */
  public static Optional<String> text(JsonNode object, String name) {
    JsonNode field = object.path(name);
    return field.isTextual() || field.isNumber() ? Optional.of(field.asText()) : Optional.empty();
  }

  /** Returns the text of that name on one line and without credentials, fit for messages. */
  public static Optional<String> shown(JsonNode object, String name) {
    return text(object, name)
        .map(text -> text.substring(0, Math.min(text.length(), MAX_SHOWN)))
        .map(Redaction::redact)
        .filter(text -> !text.isBlank());
  }

  /**
   * Returns the field as an identifier that fits into one segment of a path.
   *
   * @throws IOException if there is none; the message does not quote it
   */
  public static String id(JsonNode object, String name) throws IOException {
    String id = text(object, name).orElse("");
    boolean fits = id.matches("[\\x21-\\x7E]{1," + MAX_ID + "}");
    if (!fits || id.equals(".") || id.equals("..")) {
      throw new IOException(
          name + " is missing or no identifier of 1 to " + MAX_ID + " visible ASCII characters");
    }
    return id;
  }

  /** Returns the whole number of that name, given as a number or as text. */
  public static Optional<Integer> integer(JsonNode object, String name) {
    return text(object, name).filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
  }

  /** Returns the truth value of that name. */
  public static Optional<Boolean> flag(JsonNode object, String name) {
    JsonNode field = object.path(name);
    return field.isBoolean() ? Optional.of(field.booleanValue()) : Optional.empty();
  }

  /** Returns the moment of that name, given in ISO 8601 with an offset. */
  public static Optional<Instant> instant(JsonNode object, String name) {
    try {
      return text(object, name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty(); // a moment that cannot be read is not worth losing the answer for
    }
  }

  /** Returns the texts in the array of that name; what is no text there is left out. */
  public static List<String> texts(JsonNode object, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode field = object.path(name);
    if (field.isArray()) {
      field.forEach(
          item -> {
            if (item.isTextual()) {
              texts.add(item.textValue());
            }
          });
    }
    return texts;
  }
}
