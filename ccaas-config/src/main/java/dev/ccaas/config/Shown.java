// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Redaction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a finding may show of a file: short, on one line, and nothing that may be a secret. */
final class Shown {
  private static final int MAX = 60;

  /** Paths and queries of URLs hold tokens at some platforms; a password may hide before any @. */
  private static final Pattern AFTER_HOST = Pattern.compile("(?s)^([a-z+.-]{1,10}://[^/?#]*).*");

  /** Fields in which people may put a secret or a key, right or wrong. */
  private static final List<String> UNSHOWN =
      List.of("/signatureSecret", "/tlsCertificateChain", "/uri", "/endpointUrl");

  private Shown() {}

  /** Returns a name of a field. */
  static String name(String name) {
    return Redaction.redact(cut(name));
  }

  /** Returns a value and its kind, or its kind alone if the value may be a secret. */
  static String value(String pointer, JsonNode value) {
    String kind = kind(value);
    if (value.isContainerNode() || value.isNull() || value.asText().isEmpty()) {
      return kind;
    }
    String field = pointer.replaceFirst(".*/(?=[^/]*$)", "");
    String text = mayShow(pointer) ? Redaction.redact(field, cut(value.asText())) : "***";
    boolean quoted = value.isTextual() && !text.equals("***");
    return (quoted ? "\"" + text + "\"" : text) + ", " + kind;
  }

  /** Returns a URL no further than its host, or nothing of what has no host. */
  static String url(String url) {
    Matcher host = AFTER_HOST.matcher(url);
    return url.indexOf('@') >= 0 || !host.matches()
        ? "***"
        : "\"" + Redaction.redact(cut(host.group(1))) + "…\"";
  }

  private static boolean mayShow(String pointer) {
    return UNSHOWN.stream().noneMatch(pointer::contains);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> value.isEmpty() ? "an empty object" : "an object";
      case ARRAY -> value.isEmpty() ? "an empty list" : "a list";
      case NULL -> "nothing (null)";
      case BOOLEAN -> "a truth value";
      case NUMBER -> "a number";
      default -> value.asText().isEmpty() ? "an empty text" : "a text";
    };
  }

  private static String cut(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX) + "…";
  }
}
