// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that can go back, as no monotonic clock should. */
final class SteppingTime implements TimeSource {
  private long nanos = Long.MAX_VALUE - 1_000_000; // overflows at once

  void step(Duration by) {
    nanos += by.toNanos();
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH;
  }

  @Override
  public void sleep(Duration duration) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException();
  }
}
