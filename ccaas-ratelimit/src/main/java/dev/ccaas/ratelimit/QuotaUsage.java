// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What is left under one rule, for header fields and displays. Immutable. */
public final class QuotaUsage {
  private final String owner;
  private final QuotaRule rule;
  private final long remaining;
  private final Duration reset;

  private QuotaUsage(String owner, QuotaRule rule, long remaining, Duration reset) {
    this.owner = owner;
    this.rule = rule;
    this.remaining = remaining;
    this.reset = reset;
  }

  /** Returns that so much is left to an owner under a rule, and all of it after that time. */
  public static QuotaUsage of(String owner, QuotaRule rule, long remaining, Duration reset) {
    return new QuotaUsage(
        requireNonNull(owner, "owner"),
        requireNonNull(rule, "rule"),
        remaining,
        requireNonNull(reset, "reset"));
  }

  /** Returns the name of the plan, or of the budget's platform, that the rule belongs to. */
  public String owner() {
    return owner;
  }

  /** Returns the name under which decisions speak of the rule: {@code owner: rule}. */
  public String name() {
    return owner + ": " + rule.name();
  }

  /** Returns the rule. */
  public QuotaRule rule() {
    return rule;
  }

  /** Returns how many permits are left. */
  public long remaining() {
    return remaining;
  }

  /** Returns after which time all permits are back, if nobody takes any; zero if they are there. */
  public Duration reset() {
    return reset;
  }

  @Override
  public String toString() {
    return name() + ", " + remaining + " left, all in " + reset;
  }
}
