// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import dev.ccaas.webhook.SignedText.Field;
import java.time.Duration;
import java.util.Locale;

/** What a scheme's parts may be, so that no scheme promises protection that it does not give. */
final class SchemeRules {
  private static final Duration LONGEST = Duration.ofDays(366);

  private SchemeRules() {}

  static String header(String name, String what) {
    if (!requireNonNull(name, what).matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException(
          what + ": " + name + " (expected: letters, digits and hyphens)");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  static Duration window(Duration value, String what) {
    if (requireNonNull(value, what).isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: 0 to 366 days)");
    }
    return value;
  }

  /** What is read but not signed proves nothing; what is signed must be read. */
  static void requireReadIfSigned(SignedText signed, Field field, boolean read) {
    if (read != signed.uses(field)) {
      throw new IllegalArgumentException(
          "signed: "
              + signed
              + " (expected: {"
              + field.name().toLowerCase(Locale.ROOT)
              + "} and the header to read it from, or neither)");
    }
  }
}
