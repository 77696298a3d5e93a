// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A caller that asks every 5 milliseconds for 200 seconds, and when it was admitted. */
final class Greedy {
  private static final Duration EVERY = Duration.ofMillis(5);
  private static final int ASKS = 40_000;

  private final List<Long> admitted = new ArrayList<>();

  /** Asks that limiter, whose clock this is. */
  Greedy(FakeTime time, BooleanSupplier limiter) {
    for (int i = 0; i < ASKS; i++) {
      if (limiter.getAsBoolean()) {
        admitted.add(time.nanoTime());
      }
      time.advance(EVERY);
    }
  }

  int admitted() {
    return admitted.size();
  }

  /** Returns how many were admitted in the worst interval of that length. */
  int mostIn(Duration length) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < admitted.size(); last++) {
      while (admitted.get(last) - admitted.get(first) >= length.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
