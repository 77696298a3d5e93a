// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Nobody knows whether the platform carried something out, and the profile has no list to look it
 * up in: look in the platform's own console, then tell the reconciler by {@link
 * ChannelReconciler#resolveAs} or {@link ChannelReconciler#resolveAbsent}.
 *
 * <p>Until then it is not sent again.
 */
public final class OutcomeUnknownException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient JournalRecord record;

  OutcomeUnknownException(JournalRecord record, @Nullable Throwable cause) {
    super(
        record.effect()
            + " of "
            + record.kind()
            + " '"
            + Shown.text(record.name())
            + "', begun at "
            + record.at()
            + ", may have been carried out, and this profile has no list to look it up in. Look in"
            + " the platform's own console, then resolve it with its id or as absent; until then it"
            + " is not sent again.",
        cause);
    this.record = requireNonNull(record, "record");
  }

  /** Returns the journal's record of what was begun. */
  public JournalRecord record() {
    return record;
  }
}
