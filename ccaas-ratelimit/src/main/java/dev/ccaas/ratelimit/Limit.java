// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;
import org.jspecify.annotations.Nullable;

/**
 * One rule as {@link Meter} reads it, and the next: a chain makes a shorter loop than an array.
 * Immutable but for the decisions that it keeps to give them again.
 */
final class Limit {
  private static final int KEPT_DECISIONS = 1_024;

  final QuotaRule rule;
  final String name;

  /** How many permits a window or a burst has. */
  final long permits;

  final @Nullable Limit next;

  final boolean window;

  /** Whether it is the last window, which is the longest. */
  final boolean longest;

  /** How many rates come behind it. */
  final int place;

  /** A window's length, or after how many nanoseconds a permit of a rate comes back. */
  final long span;

  private final double perNano;
  private final @Nullable Decision[] kept;

  Limit(QuotaRule rule, String name, long permits, @Nullable Limit next) {
    this.rule = rule;
    this.name = name;
    this.permits = permits;
    this.next = next;
    this.window = rule.isWindow();
    this.longest = window && (next == null || !next.window);
    this.place = next == null || next.window ? 0 : next.place + 1;
    this.span = rule.interval().toNanos();
    this.perNano = 1.0 / span;
    this.kept = new Decision[(int) Math.min(permits + 1, KEPT_DECISIONS)];
  }

  /** Returns for how long a permit is remembered at most. */
  long memory() {
    return window ? span : permits * span;
  }

  /** Returns how many permits of a rate come back in so many nanoseconds, 0 if negative. */
  long permitsIn(long nanos) {
    long back = (long) (nanos * perNano); // a division would take longer
    if (back * span > nanos) {
      back--;
    } else if ((back + 1) * span <= nanos) {
      back++;
    }
    return Math.max(0, back);
  }

  /** Returns the admission that leaves so many permits under this rule. */
  Decision allowed(long remaining) {
    if (remaining >= kept.length) {
      return Decision.allowed(name, remaining);
    }
    Decision decision = kept[(int) remaining];
    if (decision == null) { // made twice by two threads at worst
      decision = Decision.allowed(name, remaining);
      kept[(int) remaining] = decision;
    }
    return decision;
  }
}
