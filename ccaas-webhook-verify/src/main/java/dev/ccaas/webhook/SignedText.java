// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is signed: literals and fields of a delivery in order, compiled from a template. */
final class SignedText {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)(?::([a-z0-9-]+))?}");

  enum Field {
    LITERAL,
    ID,
    TIMESTAMP,
    BODY,
    METHOD,
    PATH,
    HEADER,
    PARAMETERS
  }

  private record Part(Field field, String literal, int header) {}

  private final String template;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();
  private final Set<Field> used = EnumSet.noneOf(Field.class);

  private SignedText(String template) {
    this.template = template;
  }

  /**
   * Returns the compiled template.
   *
   * @throws IllegalArgumentException if it names another field, or the body twice
   */
  static SignedText parse(String template) {
    SignedText text = new SignedText(template);
    Matcher field = FIELD.matcher(template);
    int end = 0;
    while (field.find()) {
      text.addLiteral(template.substring(end, field.start()));
      text.addField(field.group(1), field.group(2));
      end = field.end();
    }
    text.addLiteral(template.substring(end));
    return text;
  }

  boolean uses(Field field) {
    return used.contains(field);
  }

  /** Returns the names of the headers that are signed, in lower case. */
  List<String> headers() {
    return headers;
  }

  void writeTo(ByteSink sink, Received received, ByteBuffer body) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      switch (part.field) {
        case LITERAL -> sink.put(part.literal);
        case BODY -> sink.put(body);
        case HEADER -> sink.put(received.signedHeader(part.header));
        default -> sink.put(received.field(part.field));
      }
    }
    sink.flush();
  }

  private void addLiteral(String text) {
    if (text.chars().anyMatch(c -> c == '{' || c == '}' || c > 126)) {
      throw new IllegalArgumentException(
          "signed: " + template + " (expected: ASCII, and braces only around field names)");
    }
    if (!text.isEmpty()) {
      parts.add(new Part(Field.LITERAL, text, -1));
    }
  }

  private void addField(String name, @Nullable String header) {
    Field field =
        switch (name) {
          case "id" -> Field.ID;
          case "timestamp" -> Field.TIMESTAMP;
          case "body" -> Field.BODY;
          case "method" -> Field.METHOD;
          case "path" -> Field.PATH;
          case "header" -> Field.HEADER;
          case "parameters" -> Field.PARAMETERS;
          default -> Field.LITERAL;
        };
    if (field == Field.LITERAL || (field == Field.HEADER) != (header != null)) {
      throw new IllegalArgumentException(
          "signed: "
              + template
              + " (expected fields: {id} {timestamp} {body} {method} {path} {header:name})");
    }
    if (!used.add(field) && field == Field.BODY) {
      throw new IllegalArgumentException("signed: " + template + " (expected: {body} once)");
    }
    if (header != null) {
      headers.add(header);
    }
    parts.add(new Part(field, "", headers.size() - 1));
  }

  @Override
  public String toString() {
    return template;
  }
}
