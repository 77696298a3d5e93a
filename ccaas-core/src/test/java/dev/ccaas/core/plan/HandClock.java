// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves by hand only and overflows after a minute. */
final class HandClock implements TimeSource {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 60_000_000_000L);

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    throw new AssertionError("unexpected");
  }

  @Override
  public void sleep(Duration duration) {
    throw new AssertionError("unexpected");
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    throw new AssertionError("unexpected");
  }
}
