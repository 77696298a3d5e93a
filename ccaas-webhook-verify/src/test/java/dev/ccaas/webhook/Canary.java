// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Marked random secrets for this module's tests, which see no other module. Same form and registry
 * as {@code SecretCanary} of ccaas-testing.
 */
public final class Canary {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Canary() {}

  /** Returns a new shared secret. */
  public static WebhookSecret secret() {
    return WebhookSecret.ofText(text());
  }

  /** Returns the text of a new secret: 32 characters that are also valid Base64. */
  public static String text() {
    StringBuilder text = new StringBuilder("cnry");
    RANDOM.ints(28, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    register(text + "\n");
    return text.toString();
  }

  private static void register(String line) {
    String registry = System.getProperty("ccaas.canary.registry");
    if (registry == null) {
      return; // started by an editor: nobody will search
    }
    try {
      Files.createDirectories(Path.of(registry).getParent());
      Files.writeString(Path.of(registry), line, UTF_8, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
