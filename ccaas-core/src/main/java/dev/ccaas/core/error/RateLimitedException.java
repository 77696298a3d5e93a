// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;

/**
 * The platform asks to wait (429, or the login host's own rate limit): {@code
 * failure().retryAfter()} says how long, if the platform did.
 */
public final class RateLimitedException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception for what the platform said. */
  public RateLimitedException(ApiFailure failure) {
    super(failure, "Wait, then send again, or send less often.", null);
  }
}
