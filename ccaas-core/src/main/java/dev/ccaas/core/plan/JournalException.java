// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A journal cannot be used; nothing more was sent. */
public final class JournalException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong with it; new ones may be added, keep a default branch. */
  public enum Reason {
    /** Another process, or another journal of this one, has it open. */
    IN_USE,
    /** A line before the last is not a record: somebody edited it, or the disk lost it. */
    CORRUPT,
    /** It belongs to another target or owner. */
    OTHER_STATE,
    /** It cannot be read or written. */
    NOT_ACCESSIBLE
  }

  private final Reason reason;

  /** Creates the exception with a message that names the journal and says what to do next. */
  public JournalException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns what is wrong with it. */
  public Reason reason() {
    return reason;
  }
}
