// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Remembers which deliveries were verified, so that none is verified twice. Implement it over a
 * store that all nodes share, if several receive for one address: one atomic set-if-absent with a
 * time to live.
 *
 * <p>A guard that cannot tell throws: the delivery is then neither accepted nor refused as a
 * forgery and the sender comes again. Safe for use by many threads.
 */
@FunctionalInterface
public interface ReplayGuard {

  /**
   * Remembers a delivery and returns true, or returns false if it is remembered already; both in
   * one atomic step.
   *
   * @param delivery what identifies it: at most 600 characters of visible ASCII
   * @param timeToLive how long at least to remember it
   */
  boolean claim(String delivery, Duration timeToLive);

  /**
   * Forgets a delivery whose handling failed, so that the sender may repeat it. The default does
   * nothing: then a repeat is refused.
   */
  default void release(String delivery) {}

  /**
   * Returns a guard in memory, for one process. When it is full of deliveries that could still be
   * replayed, {@link #claim} throws {@link IllegalStateException} rather than forget one.
   *
   * @param capacity how many to remember: deliveries per second times twice the scheme's tolerance;
   *     each takes about 300 bytes
   * @throws IllegalArgumentException if it is less than 1
   */
  static ReplayGuard inMemory(int capacity) {
    return inMemory(capacity, SystemClock.SOURCE);
  }

  /** Returns a guard in memory as {@link #inMemory(int)}, with this clock. */
  static ReplayGuard inMemory(int capacity, InstantSource clock) {
    return new MemoryReplayGuard(capacity, clock);
  }

  /**
   * Returns a guard that remembers nothing, for receivers that take each delivery once by other
   * means, such as a unique key in their database.
   */
  static ReplayGuard leftToCaller() {
    return NoReplayGuard.INSTANCE;
  }
}
