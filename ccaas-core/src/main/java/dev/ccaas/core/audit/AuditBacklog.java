// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many events may wait for a sink, how long, and what happens with those that it cannot take.
 *
 * <p>Either the caller waits ({@link #block}), or is told ({@link #fail}), or the event is dropped
 * and counted ({@link #drop}). In all three an event waits for a sink that is slow, but does not
 * fail, as long as its patience. Immutable.
 */
public final class AuditBacklog {
  /** What happens with an event that cannot be taken now. */
  enum Loss {
    BLOCK,
    FAIL,
    DROP
  }

  private final Loss loss;
  private final int capacity;
  private final Duration patience;

  private AuditBacklog(Loss loss, int capacity, Duration patience) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
    }
    if (requireNonNull(patience, "patience").isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: above zero)");
    }
    this.loss = loss;
    this.capacity = capacity;
    this.patience = patience;
  }

  /**
   * Waits for room and for a storage that fails, such as a full disk, up to the patience; then
   * throws.
   *
   * @param capacity how many events may wait, 1 or more
   * @param patience the longest that an event waits, above zero
   */
  public static AuditBacklog block(int capacity, Duration patience) {
    return new AuditBacklog(Loss.BLOCK, capacity, patience);
  }

  /**
   * Throws at once when there is no room or the storage fails.
   *
   * @param capacity how many events may wait, 1 or more
   * @param patience the longest that an event waits, above zero
   */
  public static AuditBacklog fail(int capacity, Duration patience) {
    return new AuditBacklog(Loss.FAIL, capacity, patience);
  }

  /**
   * Drops the event when there is no room or the storage fails, and counts it: once the sink takes
   * events again it records an {@code AUDIT_GAP} with how many were dropped and since when.
   *
   * @param capacity how many events may wait, 1 or more
   * @param patience the longest that an event waits, above zero
   */
  public static AuditBacklog drop(int capacity, Duration patience) {
    return new AuditBacklog(Loss.DROP, capacity, patience);
  }

  Loss loss() {
    return loss;
  }

  int capacity() {
    return capacity;
  }

  Duration patience() {
    return patience;
  }

  /** Returns such as {@code block(1000, PT30S)}. */
  @Override
  public String toString() {
    return loss.name().toLowerCase(java.util.Locale.ROOT) + "(" + capacity + ", " + patience + ")";
  }
}
