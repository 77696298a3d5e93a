// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;

/**
 * Where a secret is kept: a fixed value, an environment variable, a file, or a vault of yours.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface SecretSource {

  /**
   * Returns the secret as last read.
   *
   * @throws dev.ccaas.core.error.CcaasException if it cannot be read
   */
  Secret secret();

  /**
   * Reads the secret anew, because the platform refused it; returns the new one.
   *
   * <p>The default returns {@link #secret()}.
   */
  default Secret reload() {
    return secret();
  }

  /** Returns a source that always gives this secret. */
  static SecretSource of(Secret secret) {
    requireNonNull(secret, "secret");
    return () -> secret;
  }
}
