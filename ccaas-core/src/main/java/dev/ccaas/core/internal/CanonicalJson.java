// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical form of JSON of RFC 8785, so that two sides hash and sign the same bytes.
 *
 * <p>Numbers are whole and exact in a double; others are refused, because this library sends none.
 */
public final class CanonicalJson {
  private static final long MAX_EXACT = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * Returns the value's canonical UTF-8 bytes.
   *
   * @throws IllegalArgumentException if it holds a number that is not whole or exceeds 2^53 - 1, or
   *     a text with half a surrogate pair
   */
  public static byte[] write(JsonNode value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString().getBytes(UTF_8);
  }

  private static void append(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> appendObject(node, out);
      case ARRAY -> appendArray(node, out);
      case STRING -> appendText(node.textValue(), out);
      case NUMBER -> out.append(wholeNumber(node));
      case BOOLEAN, NULL -> out.append(node.asText());
      default ->
          throw new IllegalArgumentException(
              "a " + node.getNodeType() + " has no form in RFC 8785 (expected: a JSON value)");
    }
  }

  private static void appendObject(JsonNode object, StringBuilder out) {
    // String.compareTo orders by UTF-16 code unit, as RFC 8785 section 3.2.3 asks.
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.append(separator);
      appendText(field.getKey(), out);
      out.append(':');
      append(field.getValue(), out);
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void appendArray(JsonNode array, StringBuilder out) {
    String separator = "[";
    for (JsonNode element : array) {
      out.append(separator);
      append(element, out);
      separator = ",";
    }
    out.append(array.isEmpty() ? "[]" : "]");
  }

  private static long wholeNumber(JsonNode number) {
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() > MAX_EXACT
        || number.longValue() < -MAX_EXACT) {
      throw new IllegalArgumentException(
          "a number is fractional or too large (expected: whole, at most 2^53 - 1)");
    }
    return number.longValue();
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 'x')) {
          throw new IllegalArgumentException(
              "a text holds half a surrogate pair (expected: well-formed Unicode)");
        }
        out.append(c).append(text.charAt(++i));
      } else {
        appendEscaped(c, out);
      }
    }
    out.append('"');
  }

  private static void appendEscaped(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
