// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An audit event could not be recorded, or a log could not be opened or read; the operation that an
 * event tells of may have been carried out.
 */
public final class AuditException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** What kept an event from being recorded, or a log from being opened. */
  public enum Reason {
    /** None of the others; the message says what. */
    OTHER,
    /** The sink is closed. */
    CLOSED,
    /** More events were waiting than may: slow down, or allow more. */
    FULL,
    /** The sink took longer than its patience; the message says if the event may still appear. */
    TOO_SLOW,
    /** The file system refused: no space, no permission, read-only. */
    STORAGE,
    /** Another writer has the directory: stop it, or take a directory of your own. */
    IN_USE,
    /** The log is not as it was written; nothing was changed, a human has to look. */
    BROKEN_LOG
  }

  private final Reason reason;

  /** Creates an exception of reason {@link Reason#OTHER} that says which event and which sink. */
  public AuditException(String message, @Nullable Throwable cause) {
    this(message, Reason.OTHER, cause);
  }

  /** Creates an exception that says which event and which sink. */
  public AuditException(String message, Reason reason, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns what kept the event from being recorded, or the log from being opened. */
  public Reason reason() {
    return reason;
  }
}
