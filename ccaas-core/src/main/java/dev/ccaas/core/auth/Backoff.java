// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a token door alone after failures: 1, 2, 4 … 48 seconds, each up to a quarter
 * longer at random, so 60 seconds at most, unless the door itself asks for more (5 minutes at
 * most). Guarded by the lock of its provider.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long LAST_MILLIS = 48_000;
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 6; // 64 s: above the last; more would overflow one day

  private final RandomGenerator random;
  private int failures;
  private long nextTry;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Notes a failure and returns how long to wait.
   *
   * @param asked what the door itself asked for
   */
  Duration failed(long now, Duration asked) {
    long base = Math.min(FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS), LAST_MILLIS);
    failures++;
    Duration drawn = Duration.ofMillis(base + (long) (random.nextDouble() * base / 4));
    Duration believed = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    Duration delay = drawn.compareTo(believed) >= 0 ? drawn : believed;
    nextTry = now + delay.toNanos();
    return delay;
  }

  /** Forgets all failures. */
  void succeeded() {
    failures = 0;
  }

  /** Returns whether the door is to be left alone. */
  boolean isWaiting(long now) {
    return failures > 0 && now - nextTry < 0;
  }
}
