// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still; preflight neither waits nor sets timers. */
record FixedTime(Instant instant) implements TimeSource {

  @Override
  public long nanoTime() {
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
