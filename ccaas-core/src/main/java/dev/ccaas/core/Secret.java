// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;

/**
 * A text that must not be shown: it prints as {@code ***} and is read only through {@link
 * #reveal()}.
 *
 * <p>Equality takes the same time wherever two secrets of one length differ, and the hash code is
 * the same for all, so neither tells anything about the text. Not serializable. Immutable.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Returns a secret that hides the given text.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public static Secret of(String value) {
    if (requireNonNull(value, "value").isEmpty()) {
      throw new IllegalArgumentException("secret is empty (expected: at least one character)");
    }
    return new Secret(value);
  }

  /** Returns the hidden text. Never log, print or store the result. */
  public String reveal() {
    return value;
  }

  /** Returns the hidden text as a new array of UTF-8 bytes, which the caller may overwrite. */
  public byte[] revealBytes() {
    return value.getBytes(UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(revealBytes(), that.revealBytes());
  }

  @Override
  public int hashCode() {
    return Secret.class.getName().hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
