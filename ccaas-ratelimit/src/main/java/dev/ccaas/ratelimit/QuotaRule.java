// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;

/**
 * One limit: an exact rolling window, or a rate with a burst. Immutable.
 *
 * <p>Both are exact to the nanosecond, and {@link #mostIn} is what they admit at most. A token
 * bucket of 45 a minute admits up to 89 in some minutes; {@code window(45, 1 minute)} never admits
 * more than 45 in any.
 */
public final class QuotaRule {
  /** The order in which rules of one owner are asked: windows first, shorter periods first. */
  static final Comparator<QuotaRule> ASKING_ORDER =
      Comparator.comparing(QuotaRule::isWindow).reversed().thenComparing(QuotaRule::period);

  /** The most that a window counts; above that use a rate, which needs no memory per permit. */
  static final int MOST_IN_WINDOW = 65_535;

  private static final long MOST_IN_RATE = 1_000_000_000;
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final boolean window;
  private final long permits;
  private final long burst;
  private final Duration period;

  private QuotaRule(boolean window, long permits, Duration period, long burst) {
    this.window = window;
    this.permits = permits;
    this.period = period;
    this.burst = burst;
  }

  /**
   * Returns the rule that any interval {@code [t, t + period)} holds at most that many permits.
   *
   * <p>{@code mostIn(W) = permits × ⌈W ÷ period⌉}.
   *
   * @param permits 1 to 65,535
   * @param period 1 millisecond to 31 days
   */
  public static QuotaRule window(long permits, Duration period) {
    return new QuotaRule(
        true, requireRange("permits", permits, MOST_IN_WINDOW), requirePeriod(period), permits);
  }

  /**
   * Returns the rule that permits come back one by one, every {@code T = ⌈period ÷ permits⌉}
   * nanoseconds, and at most {@code burst} of them are kept (GCRA, the generic cell rate
   * algorithm).
   *
   * <p>{@code mostIn(W) = burst + ⌈W ÷ T⌉ − 1}.
   *
   * @param permits 1 to 1,000,000,000, and at most one per nanosecond
   * @param period 1 millisecond to 31 days
   * @param burst 1 to as many as come back in 31 days
   */
  public static QuotaRule rate(long permits, Duration period, long burst) {
    requireRange("permits", permits, MOST_IN_RATE);
    long nanos = requirePeriod(period).toNanos();
    if (permits > nanos) {
      throw new IllegalArgumentException(
          "permits: " + permits + " per " + period + " (expected: at most one per nanosecond)");
    }
    QuotaRule rule = new QuotaRule(false, permits, period, burst);
    requireRange("burst", burst, LONGEST.toNanos() / rule.interval().toNanos());
    return rule;
  }

  /** Returns whether this is an exact rolling window; otherwise it is a rate with a burst. */
  public boolean isWindow() {
    return window;
  }

  /** Returns how many permits there are in a period. */
  public long permits() {
    return permits;
  }

  /** Returns the period. */
  public Duration period() {
    return period;
  }

  /** Returns how many permits can be taken at once: the burst, or all of a window. */
  public long burst() {
    return burst;
  }

  /**
   * Returns after which time a permit comes back: the period of a window, the {@code T} of a rate.
   */
  public Duration interval() {
    return window ? period : Duration.ofNanos(ceiling(period.toNanos(), permits));
  }

  /**
   * Returns how many permits this rule admits at most in any half-open interval of that length.
   *
   * @param length positive, at most 31 days
   */
  public long mostIn(Duration length) {
    long nanos = requirePeriod(length).toNanos();
    return window
        ? permits * ceiling(nanos, period.toNanos())
        : burst + ceiling(nanos, interval().toNanos()) - 1;
  }

  /** Returns the rule in words that fit a header, such as {@code 45 per 1m}. */
  public String name() {
    String name = permits + " per " + Durations.text(period);
    return window ? name : name + " burst " + burst;
  }

  /**
   * Returns the rule of which so many machines keep one each, and together admit no more than this
   * one, as a rate; where there are more machines than permits, one permit in a longer period.
   */
  QuotaRule shareOf(int nodes) {
    if (permits >= nodes) {
      return window
          ? window(permits / nodes, period)
          : rate(permits / nodes, period, Math.max(1, burst / nodes));
    }
    Duration longer = period.multipliedBy(nodes).dividedBy(permits).plusNanos(1);
    Duration capped = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    return window ? window(1, capped) : rate(1, capped, 1);
  }

  private static long ceiling(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static long requireRange(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + most + ")");
    }
    return value;
  }

  private static Duration requirePeriod(Duration period) {
    if (requireNonNull(period, "period").compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "period: " + period + " (expected: 1 millisecond to 31 days)");
    }
    return period;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuotaRule that
        && window == that.window
        && permits == that.permits
        && burst == that.burst
        && period.equals(that.period);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * permits + burst) + period.hashCode();
  }

  @Override
  public String toString() {
    return name();
  }
}
