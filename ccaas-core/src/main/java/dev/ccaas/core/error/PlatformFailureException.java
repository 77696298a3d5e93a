// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The platform failed (5xx) or answered what nobody can read: try later, or report the correlation
 * id to the vendor.
 *
 * <p>After an unreadable answer with a 2xx status the operation has most likely been carried out.
 */
public final class PlatformFailureException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception for what the platform said and what made it unreadable, if that. */
  public PlatformFailureException(ApiFailure failure, @Nullable Throwable cause) {
    super(failure, "Try later, or give the vendor the correlation id.", cause);
  }

  /**
   * Returns true: after 2xx it is done, and after 5xx a proxy may have given up on work going on.
   */
  @Override
  public boolean mayHaveBeenCarriedOut() {
    return true;
  }
}
