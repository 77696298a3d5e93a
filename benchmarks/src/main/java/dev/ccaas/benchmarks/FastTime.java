// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.core.TimeSource;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;

/** Goes on by a step at each reading. For ours and for Bucket4j. */
final class FastTime implements TimeSource, TimeMeter {
  private static final TimeSource SYSTEM = TimeSource.system();

  private final boolean free;
  private final long step;
  private long now;

  /** A reading costs what one of the machine's clock does, or is free but for an addition. */
  FastTime(boolean free, Duration step) {
    this.free = free;
    this.step = step.toNanos();
  }

  /** Lets that much time pass. */
  void pass(Duration time) {
    now += time.toNanos();
  }

  @Override
  public long nanoTime() {
    now += step;
    return free ? now : now + (SYSTEM.nanoTime() >>> 50); // adds next to nothing
  }

  @Override
  public long currentTimeNanos() {
    return nanoTime();
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  @Override
  public Instant instant() {
    return SYSTEM.instant();
  }

  @Override
  public void sleep(Duration duration) {
    throw new UnsupportedOperationException("nothing is waited for");
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("no timer is set");
  }
}
