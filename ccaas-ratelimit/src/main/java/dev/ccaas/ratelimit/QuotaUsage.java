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
  private final boolean shadow;

  private QuotaUsage(String owner, QuotaRule rule, long remaining, Duration reset, boolean shadow) {
    this.owner = owner;
    this.rule = rule;
    this.remaining = remaining;
    this.reset = reset;
    this.shadow = shadow;
  }

  /** Returns that so much is left to an owner under a rule, and all of it after that time. */
  public static QuotaUsage of(String owner, QuotaRule rule, long remaining, Duration reset) {
    return new QuotaUsage(
        requireNonNull(owner, "owner"),
        requireNonNull(rule, "rule"),
        remaining,
        requireNonNull(reset, "reset"),
        false);
  }

  /** Returns the same of a plan or budget in shadow, which callers are not told. */
  public QuotaUsage shadow() {
    return new QuotaUsage(owner, rule, remaining, reset, true);
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

  /** Returns whether the rule's plan or budget is in shadow, and refuses nobody. */
  public boolean isShadow() {
    return shadow;
  }

  @Override
  public String toString() {
    return name() + ", " + remaining + " left, all in " + reset + (shadow ? " (shadow)" : "");
  }
}
