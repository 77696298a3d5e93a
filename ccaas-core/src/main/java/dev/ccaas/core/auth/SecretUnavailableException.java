// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A secret cannot be read from where it is kept: set the variable, mend the file or its rights.
 *
 * <p>The message names the place, never the value.
 */
public final class SecretUnavailableException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the place and what to do. */
  public SecretUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
