// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a limiter decided, with the numbers that a caller or an HTTP answer needs. Immutable. */
public final class Decision {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final long ALLOWED = -1;

  private final String rule;
  private final long remaining;
  private final long wait; // nanoseconds of a refusal

  private Decision(String rule, long remaining, long wait) {
    this.rule = rule;
    this.remaining = remaining;
    this.wait = wait;
  }

  /** Returns an admission that leaves that many permits under the tightest rule. */
  public static Decision allowed(String rule, long remaining) {
    requireNonNull(rule, "rule");
    return new Decision(rule, remaining, ALLOWED);
  }

  /**
   * Returns a refusal.
   *
   * @param rule which rule refused
   * @param remaining how many permits are left under it
   * @param retryAfter after which wait the same request is admitted, if nobody else draws; more
   *     than 292 years are as long as that
   */
  public static Decision denied(String rule, long remaining, Duration retryAfter) {
    boolean countable = retryAfter.compareTo(LONGEST) < 0;
    return denied(rule, remaining, countable ? retryAfter.toNanos() : Long.MAX_VALUE);
  }

  /** Returns a refusal with a wait of so many nanoseconds, at least 0. */
  public static Decision denied(String rule, long remaining, long nanos) {
    requireNonNull(rule, "rule");
    long wait = Math.max(0, nanos);
    return new Decision(rule, remaining, wait); // nothing in between: memory is written once
  }

  /** Returns whether the caller may proceed. */
  public boolean isAllowed() {
    return wait == ALLOWED;
  }

  /** Returns how many permits are left under the rule that decided. */
  public long remaining() {
    return remaining;
  }

  /** Returns how long to wait before the same request is admitted; zero if it was. */
  public Duration retryAfter() {
    return Duration.ofNanos(Math.max(0, wait));
  }

  /** Returns the name of the rule that decided. */
  public String rule() {
    return rule;
  }

  @Override
  public String toString() {
    return (isAllowed() ? "allowed" : "denied, retry after " + retryAfter()) + " by " + rule;
  }
}
