// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Marked random secrets for core's own tests, which cannot use {@code SecretCanary} of
 * ccaas-testing because that depends on core. Same form, same registry.
 */
public final class Canary {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Canary() {}

  /** Returns a new secret, valid as a client secret, a token, a key or a password. */
  public static Secret secret() {
    return Secret.of(text());
  }

  /** Returns the text of a new secret. */
  public static String text() {
    StringBuilder text = new StringBuilder("cnry");
    RANDOM.ints(28, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    register(text + "\n");
    return text.toString();
  }

  /** Returns a text that was made elsewhere, such as a key, as a secret that is searched for. */
  public static Secret made(String text) {
    register(text + "\n");
    return Secret.of(text);
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
