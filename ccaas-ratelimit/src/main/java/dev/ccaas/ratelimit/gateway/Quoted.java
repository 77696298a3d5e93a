// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.QuotaPolicy;
import java.util.Locale;

/** Texts in double quotes, so that no text of a policy can end a string of a file. */
final class Quoted {
  private Quoted() {}

  /** Returns the text as JSON and YAML write it, in ASCII. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~' || c == '$') { // $ begins a variable in many a format
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Returns the body of a refusal: a problem in JSON with the policy's message. */
  static String problem(QuotaPolicy policy) {
    return "{\"title\":\"Quota exceeded\",\"status\":429,\"detail\":" + of(policy.message()) + "}";
  }

  /** Returns the text for an XML attribute or element, without what XML cannot hold. */
  static String xml(String text) {
    return text.replaceAll("[^\\u0020-\\uD7FF\\uE000-\\uFFFD]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
