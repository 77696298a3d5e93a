// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a limiter decided, with the numbers that a caller or an HTTP answer needs. Immutable. */
public final class Decision {
  private final boolean allowed;
  private final long remaining;
  private final Duration retryAfter;
  private final String rule;

  private Decision(boolean allowed, long remaining, Duration retryAfter, String rule) {
    this.allowed = allowed;
    this.remaining = remaining;
    this.retryAfter = retryAfter;
    this.rule = rule;
  }

  /** Returns an admission that leaves that many permits under the tightest rule. */
  public static Decision allowed(String rule, long remaining) {
    return new Decision(true, remaining, Duration.ZERO, requireNonNull(rule, "rule"));
  }

  /**
   * Returns a refusal.
   *
   * @param rule which rule refused
   * @param remaining how many permits are left under it
   * @param retryAfter after which wait the same request is admitted, if nobody else draws
   */
  public static Decision denied(String rule, long remaining, Duration retryAfter) {
    return new Decision(
        false, remaining, requireNonNull(retryAfter, "retryAfter"), requireNonNull(rule, "rule"));
  }

  /** Returns whether the caller may proceed. */
  public boolean isAllowed() {
    return allowed;
  }

  /** Returns how many permits are left under the rule that decided. */
  public long remaining() {
    return remaining;
  }

  /** Returns how long to wait before the same request is admitted; zero if it was. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Returns the name of the rule that decided. */
  public String rule() {
    return rule;
  }

  @Override
  public String toString() {
    return (allowed ? "allowed" : "denied, retry after " + retryAfter) + " by " + rule;
  }
}
