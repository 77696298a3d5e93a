// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Who was refused: by which rule, how often, how much was asked for, which quota would do.
 * Immutable.
 *
 * <p>Demand is that of the last 64 periods with refusals, the quota and the refused permits of each
 * (a caller who repeats at once what was refused asks for more than it needs). At most 10,000
 * consumers are told apart; others are counted together per rule.
 */
public final class CapacityReport {
  private final Instant made;
  private final List<Entry> entries;

  private CapacityReport(Instant made, List<Entry> entries) {
    this.made = made;
    this.entries = entries;
  }

  static CapacityReport of(Instant made, List<Entry> entries) {
    return new CapacityReport(
        made,
        entries.stream()
            .sorted(
                Comparator.comparing(Entry::refused)
                    .reversed()
                    .thenComparing(Entry::consumer)
                    .thenComparing(Entry::rule))
            .toList());
  }

  /** Returns when it was made. */
  public Instant made() {
    return made;
  }

  /** Returns one entry per consumer and rule, most refusals first. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns the report as a table for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String row = "%-24s %-16s %-36s %8s %8s %8s %8s%n";
    text.append(
        String.format(
            Locale.ROOT,
            row,
            "consumer",
            "environment",
            "rule",
            "refused",
            "quota",
            "p95",
            "suggest"));
    for (Entry entry : entries) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              entry.consumer,
              entry.environment,
              entry.rule,
              entry.refused,
              entry.quota,
              entry.p95,
              entry.suggested));
    }
    return text.toString();
  }

  /** When the first and the last refusal were. */
  record Moments(Instant first, Instant last) {}

  /** The refusals of one consumer under one rule. Immutable. */
  public static final class Entry {
    private final String consumer;
    private final String group;
    private final String environment;
    private final String rule;
    private final long refused;
    private final Instant first;
    private final Instant last;
    private final long quota;
    private final Duration period;
    private final long p95;
    private final long suggested;

    Entry(QuotaSubject subject, Violation violation, QuotaPolicy policy, Moments when) {
      this.consumer = subject.consumer();
      this.group = subject.group();
      this.environment = subject.environment();
      this.rule = violation.rule;
      this.refused = violation.refused;
      this.first = when.first();
      this.last = when.last();
      this.quota = violation.quota;
      this.period = Duration.ofNanos(violation.period);
      this.p95 = violation.p95();
      long room =
          policy.budgets().stream()
              .flatMap(
                  budget -> budget.rules().stream().map(own -> budget.open(own.mostIn(period))))
              .min(Comparator.naturalOrder())
              .orElse(Long.MAX_VALUE);
      this.suggested = Math.max(quota, Math.min(room, p95 + (p95 + 9) / 10));
    }

    /** Returns who was refused. */
    public String consumer() {
      return consumer;
    }

    /** Returns the consumer's group when it was first refused; empty if none. */
    public String group() {
      return group;
    }

    /** Returns in which environment; empty if none. */
    public String environment() {
      return environment;
    }

    /** Returns which rule refused. */
    public String rule() {
      return rule;
    }

    /** Returns how many requests were refused. */
    public long refused() {
      return refused;
    }

    /** Returns when the first was. */
    public Instant first() {
      return first;
    }

    /** Returns when the last was. */
    public Instant last() {
      return last;
    }

    /** Returns how many permits the rule has in a period. */
    public long quota() {
      return quota;
    }

    /** Returns the rule's period. */
    public Duration period() {
      return period;
    }

    /** Returns how many permits were asked for in a period, at the 95th percentile. */
    public long p95() {
      return p95;
    }

    /**
     * Returns a tenth more than that, but no more than the tightest budget leaves to discovery, and
     * no less than the quota.
     */
    public long suggested() {
      return suggested;
    }

    @Override
    public String toString() {
      return consumer + " by " + rule + ": " + refused;
    }
  }
}
