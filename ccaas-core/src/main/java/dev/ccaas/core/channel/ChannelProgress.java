// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import java.time.Duration;

/** What just happened to one step of a run, for timelines. Immutable. */
public final class ChannelProgress {

  /** What happened to a step; new ones may be added, keep a default branch. */
  public enum State {
    /** It begins. */
    STARTED,
    /** It succeeded. */
    DONE,
    /** It is not wished or not offered. */
    SKIPPED,
    /** It failed. */
    FAILED
  }

  private final ChannelStep step;
  private final State state;
  private final Duration elapsed;
  private final String detail;

  ChannelProgress(ChannelStep step, State state, Duration elapsed, String detail) {
    this.step = step;
    this.state = state;
    this.elapsed = elapsed;
    this.detail = detail;
  }

  /** Returns the step. */
  public ChannelStep step() {
    return step;
  }

  /** Returns what happened to it. */
  public State state() {
    return state;
  }

  /** Returns how long ago the run began. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns a few words for people, such as the id of what was made; may be empty. */
  public String detail() {
    return detail;
  }

  @Override
  public String toString() {
    return step
        + " "
        + state
        + " after "
        + elapsed.toMillis()
        + " ms"
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
