// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.time.Duration;
import java.util.Optional;

/** How far a run over many channels has come, how fast it is, and when it may end. Immutable. */
public final class ApplyProgress {
  private final int done;
  private final int failed;
  private final int total;
  private final Duration elapsed;
  private final double perMinute;

  ApplyProgress(int done, int failed, int total, Duration elapsed, double perMinute) {
    this.done = done;
    this.failed = failed;
    this.total = total;
    this.elapsed = elapsed;
    this.perMinute = perMinute;
  }

  /** Returns how many have ended, those that failed included. */
  public int done() {
    return done;
  }

  /** Returns how many have failed. */
  public int failed() {
    return failed;
  }

  /** Returns how many there are. */
  public int total() {
    return total;
  }

  /** Returns how long ago the run began. */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * Returns how many ended in the last minute, to a second; in the first minute how many a minute
   * would hold at the speed so far.
   */
  public double perMinute() {
    return perMinute;
  }

  /**
   * Returns how long the rest takes at that speed; empty while none has ended in the last minute.
   * While a limit lets a first burst through, the estimate is too short.
   */
  public Optional<Duration> estimatedLeft() {
    int left = total - done;
    if (left == 0) {
      return Optional.of(Duration.ZERO);
    }
    return perMinute == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(left * 60_000.0 / perMinute)));
  }

  @Override
  public String toString() {
    return done
        + " of "
        + total
        + " done, "
        + failed
        + " failed, "
        + Math.round(perMinute)
        + " per minute, left: "
        + estimatedLeft().map(Duration::toString).orElse("unknown");
  }
}
