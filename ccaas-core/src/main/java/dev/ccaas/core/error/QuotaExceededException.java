// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.time.Duration;

/** Our own limit refused the request before it was sent: wait {@link #retryAfter()}. */
public final class QuotaExceededException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** Creates the exception with how long to wait. */
  public QuotaExceededException(String message, Duration retryAfter) {
    super(message, null);
    this.retryAfter = requireNonNull(retryAfter, "retryAfter");
  }

  /** Returns how long to wait until the limit admits the request. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
