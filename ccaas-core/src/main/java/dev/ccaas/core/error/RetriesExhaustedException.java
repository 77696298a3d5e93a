// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.Arrays;

/**
 * A request that may be repeated was repeated as often as allowed and failed each time.
 *
 * <p>The last failure is the {@linkplain #lastFailure() cause}; earlier ones are suppressed
 * exceptions.
 */
public final class RetriesExhaustedException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final int attempts;
  private final CcaasException lastFailure;

  /**
   * Creates the exception.
   *
   * @param attempts how often the request was sent
   * @param reason why there is no further try
   * @param lastFailure how the last try ended
   */
  public RetriesExhaustedException(int attempts, String reason, CcaasException lastFailure) {
    super(
        "Retries exhausted after "
            + attempts
            + " attempts ("
            + reason
            + "). Last failure: "
            + requireNonNull(lastFailure, "lastFailure").getMessage(),
        lastFailure);
    this.attempts = attempts;
    this.lastFailure = lastFailure;
  }

  /** Returns how often the request was sent. */
  public int attempts() {
    return attempts;
  }

  /** Returns how the last try ended. */
  public CcaasException lastFailure() {
    return lastFailure;
  }

  /** Returns whether any of the tries may have been carried out. */
  @Override
  public boolean mayHaveBeenCarriedOut() {
    return lastFailure.mayHaveBeenCarriedOut()
        || Arrays.stream(getSuppressed())
            .anyMatch(e -> e instanceof CcaasException failure && failure.mayHaveBeenCarriedOut());
  }
}
