// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.core.TimeSource;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;

/**
 * Goes on by so much at each reading that each key is asked every 1.4 seconds: 45 a minute are
 * nearly used up and never quite. A reading costs what one of the machine's clock does. For ours
 * and for Bucket4j.
 */
final class FastTime implements TimeSource, TimeMeter {
  private static final TimeSource SYSTEM = TimeSource.system();

  private final long step;
  private long now;

  FastTime(int keys) {
    this.step = Duration.ofMillis(1_400).toNanos() / keys;
  }

  @Override
  public long nanoTime() {
    now += step;
    return now + (SYSTEM.nanoTime() >>> 50); // adds next to nothing
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
