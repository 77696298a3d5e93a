// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.webhook;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;

/**
 * How a library spaces JSON.
 *
 * @param name how a diagnosis calls it
 * @param indent what each level begins its lines with; empty for one line
 * @param comma what is between two elements on one line
 * @param colon what is between name and value
 * @param breaksArrays whether elements of arrays have lines of their own, too
 */
record JsonStyle(String name, String indent, String comma, String colon, boolean breaksArrays) {
  static final List<JsonStyle> ALL =
      List.of(
          new JsonStyle("compact", "", ",", ":", true),
          new JsonStyle("one line, spaces after comma and colon", "", ", ", ": ", true),
          new JsonStyle("indented by 2 spaces", "  ", ",", ": ", true),
          new JsonStyle("indented by 4 spaces", "    ", ",", ": ", true),
          new JsonStyle("indented by tabs", "\t", ",", ": ", true),
          new JsonStyle("indented as Jackson does", "  ", ", ", " : ", false));

  /** How characters beyond ASCII, and slashes, are written. */
  enum Escapes {
    NONE(""),
    BEYOND_ASCII(", \\u escapes beyond ASCII"),
    SLASHES(", slashes escaped");

    private final String suffix;

    Escapes(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }

    String string(String text) {
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
      return '"'
          + switch (this) {
            case NONE -> quoted;
            case SLASHES -> quoted.replace("/", "\\/");
            case BEYOND_ASCII -> ascii(quoted);
          }
          + '"';
    }

    private static String ascii(String text) {
      StringBuilder ascii = new StringBuilder();
      text.chars()
          .forEach(c -> ascii.append(c < 128 ? Character.toString(c) : "\\u%04x".formatted(c)));
      return ascii.toString();
    }
  }

  String write(JsonValue value, Escapes escapes) {
    StringBuilder text = new StringBuilder();
    write(value, new Level(text, escapes, "\n"));
    return text.toString();
  }

  private record Level(StringBuilder text, Escapes escapes, String line) {
    Level deeper(String indent) {
      return new Level(text, escapes, line + indent);
    }
  }

  private void write(JsonValue value, Level level) {
    Map<String, JsonValue> members = value.members();
    List<JsonValue> elements = value.elements();
    if (members != null) {
      Level inner = level.deeper(indent);
      String before = "{";
      for (Map.Entry<String, JsonValue> member : members.entrySet()) {
        level.text.append(before).append(indent.isEmpty() ? "" : inner.line);
        level.text.append(level.escapes.string(member.getKey())).append(colon);
        write(member.getValue(), inner);
        before = indent.isEmpty() ? comma : ",";
      }
      end(level, members.isEmpty(), "{}");
    } else if (elements != null) {
      array(elements, level);
    } else {
      level.text.append(value.isString() ? level.escapes.string(value.text()) : value.text());
    }
  }

  private void array(List<JsonValue> elements, Level level) {
    boolean lines = breaksArrays && !indent.isEmpty();
    Level inner = lines ? level.deeper(indent) : level;
    String before = breaksArrays ? "[" : "[ ";
    for (JsonValue element : elements) {
      level.text.append(before).append(lines ? inner.line : "");
      write(element, inner);
      before = lines ? "," : comma;
    }
    if (breaksArrays) {
      end(level, elements.isEmpty(), "[]");
    } else {
      level.text.append(elements.isEmpty() ? "[ ]" : " ]");
    }
  }

  private void end(Level level, boolean empty, String brackets) {
    if (empty) {
      level.text.append(breaksArrays ? brackets : brackets.charAt(0) + " " + brackets.charAt(1));
    } else {
      level.text.append(indent.isEmpty() ? "" : level.line).append(brackets.charAt(1));
    }
  }
}
