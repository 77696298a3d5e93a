// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that this library throws when an operation fails.
 *
 * <p>Subclasses are named by what the caller can do. Wrong arguments and misuse throw the JDK's own
 * {@link IllegalArgumentException}, {@link NullPointerException} and {@link IllegalStateException}.
 * No message holds a secret, a token, a header value or a body.
 */
public abstract class CcaasException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says what happened and what to do next. */
  protected CcaasException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns whether the platform may have carried out what was asked, wholly or in part; then look
   * it up before it is asked again.
   *
   * <p>False unless a subclass says otherwise: what this library throws, it throws before sending
   * or because of a refusal.
   */
  public boolean mayHaveBeenCarriedOut() {
    return false;
  }
}
