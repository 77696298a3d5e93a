// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The platform answered and refused.
 *
 * <p>{@link #of(ApiFailure)} picks the subclass by status; a status that has no subclass of its own
 * is an {@link InvalidRequestException} below 500 and a {@link PlatformFailureException} else.
 */
public abstract class ApiException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ApiFailure failure;

  ApiException(ApiFailure failure, String advice, @Nullable Throwable cause) {
    super(failure + ". " + failure.advice().orElse(advice), cause);
    this.failure = failure;
  }

  /**
   * Returns the exception that fits: rate limit, 401 and 403, other below 500 and what its decoder
   * calls a {@linkplain ApiFailure#isRefusal() refusal}, and the rest. A 2xx that nobody can read
   * is among the rest: it may have been carried out.
   */
  public static ApiException of(ApiFailure failure) {
    int status = requireNonNull(failure, "failure").status();
    if (failure.isRateLimited()) {
      return new RateLimitedException(failure);
    }
    if (status == 401 || status == 403) {
      return new CredentialsException(failure);
    }
    return failure.isRefusal() || (status >= 400 && status < 500)
        ? new InvalidRequestException(failure)
        : new PlatformFailureException(failure, null);
  }

  /** Returns what the platform said. */
  public ApiFailure failure() {
    return failure;
  }

  /** Returns the HTTP status. */
  public int status() {
    return failure.status();
  }
}
