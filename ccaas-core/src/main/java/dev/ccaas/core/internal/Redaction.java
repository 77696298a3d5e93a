// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import java.util.regex.Pattern;

/** Takes out of foreign text what looks like a credential. */
public final class Redaction {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:access_token|refresh_token|id_token|client_secret|password|secret|api[_-]?key"
              + "|signature|assertion)[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"'&,;}]+");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9\\-._~+/]{6,}=*");
  private static final Pattern JWT =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private Redaction() {}

  /** Returns the text on one line, with {@code ***} in place of each credential. */
  public static String redact(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    line = NAMED.matcher(line).replaceAll("$1***");
    line = SCHEME.matcher(line).replaceAll("$1 ***");
    return JWT.matcher(line).replaceAll("***");
  }
}
