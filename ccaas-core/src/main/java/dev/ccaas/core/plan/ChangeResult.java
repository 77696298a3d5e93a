// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.error.CcaasException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one planned change. Immutable. */
public final class ChangeResult {

  /** How it ended; new ones may be added, keep a default branch. */
  public enum Outcome {
    /** It is as planned, be it that nothing was to be done. */
    DONE,
    /** It is not as planned: {@link ChangeResult#failure()} says why. */
    FAILED,
    /** Nobody knows whether the platform carried it out: the failure says what to do. */
    UNKNOWN,
    /** Nothing was sent for it: the run was cancelled, or what it needs failed. */
    NOT_ATTEMPTED,
    /** It was made by this run and removed again, because the rest of its channel failed. */
    UNDONE
  }

  private final PlannedChange change;
  private final Outcome outcome;
  private final @Nullable String id;
  private final @Nullable CcaasException failure;

  private ChangeResult(PlannedChange change, Outcome outcome, @Nullable String id) {
    this(change, outcome, id, null);
  }

  private ChangeResult(
      PlannedChange change,
      Outcome outcome,
      @Nullable String id,
      @Nullable CcaasException failure) {
    this.change = change;
    this.outcome = outcome;
    this.id = id;
    this.failure = failure;
  }

  static ChangeResult done(PlannedChange change, @Nullable String id) {
    return new ChangeResult(change, Outcome.DONE, id);
  }

  static ChangeResult notAttempted(PlannedChange change) {
    return new ChangeResult(change, Outcome.NOT_ATTEMPTED, change.id().orElse(null));
  }

  static ChangeResult failed(PlannedChange change, CcaasException failure) {
    Outcome outcome = failure instanceof OutcomeUnknownException ? Outcome.UNKNOWN : Outcome.FAILED;
    return new ChangeResult(change, outcome, change.id().orElse(null), failure);
  }

  ChangeResult undone(CcaasException because) {
    return new ChangeResult(change, Outcome.UNDONE, null, because);
  }

  ChangeResult failedToo(CcaasException why) {
    return new ChangeResult(change, Outcome.FAILED, id, why);
  }

  /** Returns what was planned. */
  public PlannedChange change() {
    return change;
  }

  /** Returns how it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the platform's id, if it exists and the id is known. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns why it is not as planned, or why it was undone. */
  public Optional<CcaasException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return outcome + ": " + change + (failure == null ? "" : ": " + failure.getMessage());
  }
}
