// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes out of foreign text what looks like a credential, and what would break a line.
 *
 * <p>Reads the text a fixed number of times, whatever it holds: repetition is possessive, and a run
 * of characters is entered only at its start.
 */
public final class Redaction {
  private static final String SHOWN = "***";

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

  /** What a name holds, without case and separators, when its value is a credential. */
  private static final List<String> SENSITIVE =
      List.of(
          "authorization",
          "secret",
          "token",
          "password",
          "passwd",
          "passphrase",
          "credential",
          "apikey",
          "privatekey",
          "signature",
          "assertion",
          "cookie");

  private static final String NAMED =
      "(?i)((?:access_token|refresh_token|id_token|token(?=\\s*+=|\\\\*+[\"'])|client_secret"
          + "|secret|password|passwd|passphrase|api[_-]?key|private[_-]?key|signature|assertion)"
          + "\\\\*+[\"']?\\s*+[:=]\\s*+)";

  /** A value in quotes, in the escaped quotes of JSON inside JSON, or up to a separator. */
  private static final String VALUE =
      "(?:(\")(?:[^\"\\\\]|\\\\.)*+|(\\\\++\")[^\"]*+|(')[^']*+|[^\\s\"'&,;}]++)";

  /** The lookahead makes sure, once per run of C, that a dot and a second run follow. */
  private static final String JWT = "(?<!C)(?=C*+\\.C)(C*?)eyJC*+\\.C++(?:\\.C*+)?";

  static final List<Rule> RULES =
      List.of(
          // Line ends of any reader, and marks that turn the direction of writing.
          rule("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]++", " "),
          rule("\\p{Cs}", "\uFFFD"), // half of a surrogate pair: no UTF-8 can hold it
          rule("(?i)\\b(bearer|basic)\\s++[A-Za-z0-9\\-._~+/]{6,}+=*+", "$1 " + SHOWN),
          rule(
              "(?i)((?:authorization|cookie)\\\\*+[\"']?\\s*+[:=]\\s*+\\\\*+[\"']?)[^\"',}]++",
              "$1" + SHOWN),
          rule(NAMED + VALUE, "$1$2$3$4" + SHOWN),
          rule("://[^\\s/?#@\"']*+@", "://" + SHOWN + "@"),
          rule(JWT.replace("C", "[A-Za-z0-9_-]"), "$1" + SHOWN));

  private Redaction() {}

  /** Returns the text on one line, with {@code ***} in place of each credential. */
  public static String redact(String text) {
    if (isPlain(text)) {
      return text;
    }
    String line = text;
    for (Rule rule : RULES) {
      line = rule.pattern.matcher(line).replaceAll(rule.replacement);
    }
    return line;
  }

  /** Returns the value of that name on one line; {@code ***} if the name promises a credential. */
  public static String redact(String name, String value) {
    String plain = SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    return SENSITIVE.stream().anyMatch(plain::contains) ? SHOWN : redact(value);
  }

  /**
   * Returns whether no rule can match: each looks for a character that is not printable ASCII, a
   * blank, a colon, an equals sign, or for {@code eyJ}. Most texts of an audit log are so.
   */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == ':' || c == '=') {
        return false;
      }
    }
    return !text.contains("eyJ");
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  /** What is looked for, and what stands in its place. */
  record Rule(Pattern pattern, String replacement) {}
}
