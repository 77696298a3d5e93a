// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

/** How many things happened in the last minute, in slots of a second. Not safe for many threads. */
final class MinuteRate {
  private static final int SLOTS = 60;
  private static final long SLOT = 1_000_000_000L;

  private final int[] counts = new int[SLOTS];
  private long newest;

  /** Counts one, that many nanoseconds after the start. */
  void add(long elapsed) {
    roll(elapsed / SLOT);
    counts[(int) (newest % SLOTS)]++;
  }

  /** Returns the rate per minute, that many nanoseconds after the start. */
  double at(long elapsed) {
    roll(elapsed / SLOT);
    long counted = 0;
    for (int count : counts) {
      counted += count;
    }
    long covered = elapsed - Math.max(0, newest - SLOTS + 1) * SLOT;
    // Less than a second tells nothing of a minute.
    return counted * 60.0 * SLOT / Math.max(SLOT, covered);
  }

  private void roll(long slot) {
    for (long passed = Math.max(newest, slot - SLOTS) + 1; passed <= slot; passed++) {
      counts[(int) (passed % SLOTS)] = 0;
    }
    newest = Math.max(newest, slot);
  }
}
