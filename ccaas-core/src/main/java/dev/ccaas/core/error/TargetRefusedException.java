// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A network target that somebody chose must not be reached: choose another, or allow it explicitly.
 *
 * <p>Nothing was sent to it.
 */
public final class TargetRefusedException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong with the target. */
  public enum Reason {
    /** Its URL is not written in the plain form that all programs read alike, or not permitted. */
    FORM,
    /** Its host has no address. */
    UNRESOLVED,
    /** One of its addresses is outside the ranges that may be reached. */
    ADDRESS
  }

  private final Reason reason;

  /** Creates the exception with a message that names host and address and what to do. */
  public TargetRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns what is wrong with the target. */
  public Reason reason() {
    return reason;
  }
}
