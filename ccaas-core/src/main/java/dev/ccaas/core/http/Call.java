// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One logical call: when it must end, how many requests it has put onto the wire so far, and the
 * budget that further ones are paid from.
 */
final class Call {
  private final TimeSource time;
  private final long start;
  private final Duration deadline;
  private final RetryBudget budget;
  private final AtomicInteger sends = new AtomicInteger();

  private Call(TimeSource time, Duration deadline, RetryBudget budget) {
    this.time = time;
    this.start = time.nanoTime();
    this.deadline = deadline;
    this.budget = budget;
  }

  static Call start(TimeSource time, Duration deadline, RetryBudget budget) {
    return new Call(time, deadline, budget);
  }

  Duration elapsed() {
    return Duration.ofNanos(time.nanoTime() - start);
  }

  /** Returns what is left of the deadline, zero or negative once it has passed. */
  Duration remaining() {
    return deadline.minus(elapsed());
  }

  /** Returns whether something can still be sent after a wait of that length. */
  boolean leavesTimeAfter(Duration wait) {
    return wait.compareTo(remaining()) < 0;
  }

  Duration deadline() {
    return deadline;
  }

  void sent(int requests) {
    sends.addAndGet(requests);
  }

  int sends() {
    return sends.get();
  }

  /** Pays for one more send, if the client's budget has one left. */
  boolean payRetry() {
    return budget.trySpend();
  }

  void succeeded() {
    budget.succeeded();
  }
}
