// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;
import java.math.BigInteger;
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

  /** {@code 2^(62 + shift) ÷ span}, a little more: a division by it would take longer. */
  private final long factor;

  private final int shift;
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
    this.shift = Long.SIZE - Long.numberOfLeadingZeros(span - 1);
    this.factor =
        BigInteger.ONE.shiftLeft(62 + shift).divide(BigInteger.valueOf(span)).longValue() + 1;
    this.kept = new Decision[(int) Math.min(permits + 1, KEPT_DECISIONS)];
  }

  /** Returns for how long a permit is remembered at most. */
  long memory() {
    return window ? span : permits * span;
  }

  /**
   * Returns how many permits of a rate come back in so many nanoseconds, 0 if negative: the exact
   * quotient, for fewer than 2<sup>61</sup>.
   */
  long permitsIn(long nanos) {
    return Math.max(0, Math.multiplyHigh(nanos << 2, factor) >> shift);
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
