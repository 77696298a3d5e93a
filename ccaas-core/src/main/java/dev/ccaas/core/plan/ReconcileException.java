// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Wish and platform were not brought together; {@link #reason()} says what stands between. */
public final class ReconcileException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** What stands between; new ones may be added, keep a default branch. */
  public enum Reason {
    /** Something of that name is there and is not ours: adopt it, or choose another name. */
    NOT_OURS,
    /** Several of that name are there: remove all but one; the message tells their ids. */
    DUPLICATES,
    /** The platform has moved since the plan was made: plan again. */
    PLAN_OUTDATED,
    /** The platform did not show what was written within the read patience. */
    NOT_AS_WISHED,
    /** The thread was interrupted while it waited for the platform; apply again. */
    INTERRUPTED,
    /** Something failed that is no failure of a platform; the cause tells. */
    UNEXPECTED
  }

  private final Reason reason;

  ReconcileException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns true if nothing is known of what failed. */
  @Override
  public boolean mayHaveBeenCarriedOut() {
    return reason == Reason.UNEXPECTED;
  }

  /** Returns what stands between. */
  public Reason reason() {
    return reason;
  }
}
