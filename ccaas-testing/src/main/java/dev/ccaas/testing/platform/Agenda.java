// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What a platform has answered but does later: when reads see a write, and when a removal is done.
 * Guarded by its platform.
 */
final class Agenda {
  private final InstantSource clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private Duration readLag = Duration.ZERO;
  private long entered;

  Agenda(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** How long reads go on seeing the state before a write; what is written from now on. */
  void readLag(Duration lag) {
    readLag = notNegative(lag);
  }

  static Duration notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(duration + " (expected: not negative)");
    }
    return duration;
  }

  /** When reads see what is written now. */
  Instant visible() {
    return now().plus(readLag);
  }

  /** Has it done at that moment, or at once if that is now. */
  void at(Instant due, Runnable action) {
    entries.add(new Entry(due, entered++, action));
    settle();
  }

  /** Does what is due. */
  void settle() {
    Instant now = now();
    while (!entries.isEmpty() && !entries.element().due().isAfter(now)) {
      entries.remove().action().run();
    }
  }

  void forget() {
    entries.clear();
    readLag = Duration.ZERO;
  }

  private record Entry(Instant due, long order, Runnable action) {}
}
