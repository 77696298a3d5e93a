// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Another plan for one consumer, until a moment. Immutable. */
public final class QuotaElevation {
  private final String consumer;
  private final QuotaPlan plan;
  private final Instant until;

  private QuotaElevation(String consumer, QuotaPlan plan, Instant until) {
    this.consumer = consumer;
    this.plan = plan;
    this.until = until;
  }

  /** Returns that plan for that consumer, in every environment, until then. */
  public static QuotaElevation of(String consumer, QuotaPlan plan, Instant until) {
    return new QuotaElevation(
        requireNonNull(consumer, "consumer"),
        requireNonNull(plan, "plan"),
        requireNonNull(until, "until"));
  }

  /** Returns whose plan it replaces. */
  public String consumer() {
    return consumer;
  }

  /** Returns the plan. */
  public QuotaPlan plan() {
    return plan;
  }

  /** Returns when the consumer's own plan is back. */
  public Instant until() {
    return until;
  }

  @Override
  public String toString() {
    return consumer + ": " + plan + " until " + until;
  }
}
