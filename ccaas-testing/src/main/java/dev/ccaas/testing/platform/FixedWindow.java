// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts requests in windows of one minute, the first of which starts with the first request. */
final class FixedWindow {
  private static final Duration LENGTH = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final int allowed;
  private Instant start = Instant.MIN;
  private int count;

  FixedWindow(InstantSource clock, int allowed) {
    this.clock = clock;
    this.allowed = allowed;
  }

  /** Counts a request; whether the window admits it. */
  boolean admit() {
    Instant now = clock.instant();
    if (start.equals(Instant.MIN) || !now.isBefore(start.plus(LENGTH))) {
      start = now;
      count = 0;
    }
    count++;
    return count <= allowed;
  }

  /** A window of the same clock with another limit. */
  FixedWindow sibling(int limit) {
    return new FixedWindow(clock, limit);
  }

  int allowed() {
    return allowed;
  }

  /** How many requests were made in this window, refused ones included. */
  int count() {
    return count;
  }

  /** Seconds until the next window, rounded up, so that a client that waits so long is admitted. */
  long resetSeconds() {
    Duration left = Duration.between(clock.instant(), start.plus(LENGTH));
    return left.plusNanos(999_999_999).toSeconds();
  }
}
