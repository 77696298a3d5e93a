// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts requests in windows of one length, the first of which starts with the first request. */
final class FixedWindow {
  private final InstantSource clock;
  private final Duration length;
  private final int allowed;
  private Instant start = Instant.MIN;
  private int count;

  FixedWindow(InstantSource clock, Duration length, int allowed) {
    this.clock = clock;
    this.length = length;
    this.allowed = allowed;
  }

  static FixedWindow ofMinutes(InstantSource clock, int allowed) {
    return new FixedWindow(clock, Duration.ofMinutes(1), allowed);
  }

  static int positive(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: at least 1)");
    }
    return requests;
  }

  /** Counts a request; whether the window admits it. */
  boolean admit() {
    Instant now = clock.instant();
    if (start.equals(Instant.MIN) || !now.isBefore(start.plus(length))) {
      start = now;
      count = 0;
    }
    count++;
    return count <= allowed;
  }

  /** Begins anew with the next request. */
  void forget() {
    start = Instant.MIN;
    count = 0;
  }

  /** A window of the same clock and length with another limit. */
  FixedWindow sibling(int limit) {
    return new FixedWindow(clock, length, limit);
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
    Duration left = Duration.between(clock.instant(), start.plus(length));
    return left.plusNanos(999_999_999).toSeconds();
  }
}
