// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A clock that can go back, as no monotonic clock should, and whose readers can be stopped. */
final class SteppingTime implements TimeSource {
  private long nanos = Long.MAX_VALUE - 1_000_000; // overflows at once

  private @Nullable Runnable meanwhile;

  void step(Duration by) {
    nanos += by.toNanos();
  }

  /** Has that happen once, between the next reading and what its reader does with it. */
  void meanwhile(Runnable others) {
    meanwhile = others;
  }

  @Override
  public long nanoTime() {
    long reading = nanos;
    Runnable others = meanwhile;
    meanwhile = null;
    if (others != null) {
      others.run();
    }
    return reading;
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
