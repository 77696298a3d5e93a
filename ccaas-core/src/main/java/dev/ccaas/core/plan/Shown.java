// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.internal.Redaction;

/** Texts of others as people and terminals may see them: one line, bounded, no credential. */
final class Shown {
  /** The most characters kept of one text. */
  static final int MAX = 200;

  private Shown() {}

  static String text(String text) {
    String line = Redaction.redact(text);
    if (line.length() <= MAX) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MAX - 1)) ? MAX - 1 : MAX;
    return line.substring(0, end) + "…";
  }
}
