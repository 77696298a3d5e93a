// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import java.nio.file.Path;

/**
 * Where a secret is kept: a fixed value, an environment variable, a file, or a vault of yours (a
 * lambda, or an implementation with its own {@link #reload()}).
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface SecretSource {

  /**
   * Returns the secret as last read.
   *
   * @throws SecretUnavailableException if it cannot be read
   */
  Secret secret();

  /**
   * Reads the secret anew, because the platform refused it; returns the new one.
   *
   * <p>The default returns {@link #secret()}.
   *
   * @throws SecretUnavailableException if it cannot be read
   */
  default Secret reload() {
    return secret();
  }

  /** Returns a source that always gives this secret. */
  static SecretSource of(Secret secret) {
    requireNonNull(secret, "secret");
    return () -> secret;
  }

  /**
   * Returns a source that reads an environment variable each time.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  static SecretSource env(String variable) {
    if (requireNonNull(variable, "variable").isBlank()) {
      throw new IllegalArgumentException("variable is blank (expected: such as CLIENT_SECRET)");
    }
    return new EnvironmentSecret(variable, System::getenv);
  }

  /**
   * Returns a source that reads a file of UTF-8 text, 64 KiB at most, without the line break at its
   * end. It is read at the first use and by {@link #reload()}, as when a mounted secret was
   * rotated.
   */
  static SecretSource file(Path file) {
    return new FileSecret(requireNonNull(file, "file"));
  }
}
