// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A stock of permits that requests draw from: whose it is, how many it holds, and how they come
 * back. Immutable; equal when all of that is.
 */
public final class Bucket {
  static final int MOST_PERMITS = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** How a permit that was used comes back. */
  private enum Return {
    A_PERIOD_LATER,
    ONE_BY_ONE,
    AT_ONCE
  }

  private final QuotaKey whose;
  private final long permits;
  private final Return way;
  private final long refill;
  private final Duration period;

  private Bucket(QuotaKey whose, long permits, Return way, long refill, Duration period) {
    if (period.isZero() || period.isNegative() || period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "period: " + period + " (expected: more than zero, up to a day)");
    }
    this.whose = requireNonNull(whose, "whose");
    this.permits = requirePermits("permits", permits);
    this.way = way;
    this.refill = requirePermits("refill", refill);
    this.period = period;
  }

  private static long requirePermits(String name, long value) {
    if (value < 1 || value > MOST_PERMITS) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 1 to " + MOST_PERMITS + ")");
    }
    return value;
  }

  /**
   * Returns a bucket whose permits each come back a period after their use: an exact rolling
   * window.
   *
   * <p>Takes at least 8 bytes of memory for each permit in use.
   *
   * @param permits 1 to 1,000,000
   * @param period more than zero, at most a day
   */
  public static Bucket window(QuotaKey whose, long permits, Duration period) {
    return new Bucket(whose, permits, Return.A_PERIOD_LATER, permits, period);
  }

  /**
   * Returns a bucket that is full at first, and to which permits come back one by one: every {@code
   * ⌈period ÷ refill⌉} nanoseconds, until it is full again.
   *
   * @param permits how many it holds, 1 to 1,000,000
   * @param refill how many come back in a period, 1 to 1,000,000
   * @param period more than zero, at most a day
   */
  public static Bucket refilling(QuotaKey whose, long permits, long refill, Duration period) {
    return new Bucket(whose, permits, Return.ONE_BY_ONE, refill, period);
  }

  /**
   * Returns a bucket of which nobody knows the number: only what the platform answers limits it
   * (and that no more than a million permits are in use at once).
   */
  public static Bucket unlimited(QuotaKey whose) {
    return new Bucket(whose, MOST_PERMITS, Return.AT_ONCE, MOST_PERMITS, Duration.ofMinutes(1));
  }

  /** Returns whose it is. */
  public QuotaKey whose() {
    return whose;
  }

  /** Returns how many permits it holds. */
  long permits() {
    return permits;
  }

  /** Returns how long a used permit is away, if it does not come back sooner. */
  long periodNanos() {
    return period.toNanos();
  }

  boolean isUnlimited() {
    return way == Return.AT_ONCE;
  }

  /** Returns the same bucket of somebody else. */
  Bucket of(QuotaKey other) {
    return new Bucket(other, permits, way, refill, period);
  }

  /** Returns a memory of what is used of it. */
  Spent spent() {
    return switch (way) {
      case A_PERIOD_LATER -> new Spent.InWindow(periodNanos());
      case ONE_BY_ONE -> new Spent.Refilled((periodNanos() + refill - 1) / refill);
      case AT_ONCE -> new Spent.Nothing();
    };
  }

  /** Returns the rule in words, with that number in the place of its own. */
  String rule(long limit) {
    return way == Return.ONE_BY_ONE
        ? limit + " at once, then " + refill + " per " + period
        : limit + " per " + period;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Bucket that
            && whose.equals(that.whose)
            && permits == that.permits
            && way == that.way
            && refill == that.refill
            && period.equals(that.period));
  }

  @Override
  public int hashCode() {
    return 31 * whose.hashCode() + Long.hashCode(permits);
  }

  @Override
  public String toString() {
    return (isUnlimited() ? "unlimited" : rule(permits)) + " for " + whose;
  }
}
