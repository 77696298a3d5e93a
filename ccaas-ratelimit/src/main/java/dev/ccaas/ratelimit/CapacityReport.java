// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

  static CapacityReport of(Instant made, List<Counted> counted, List<PlatformBudget> budgets) {
    return new CapacityReport(
        made,
        counted.stream()
            .map(refusals -> new Entry(refusals, budgets))
            .sorted(
                Comparator.comparing(Entry::refused)
                    .reversed()
                    .thenComparing(Entry::consumer)
                    .thenComparing(Entry::rule))
            .toList());
  }

  /**
   * Returns the report from audit records of any number of machines, as of the last of them.
   *
   * <p>Demand is known once a minute then: that of the fullest period since the record before. At
   * most 10,000 pairs of consumer and rule are told apart; refusals of others are one entry.
   *
   * @param records in order of time, of any action; {@link QuotaLimiter#QUOTA_EXCEEDED} counts
   * @param budgets what a suggested quota must leave room for; may be empty
   */
  public static CapacityReport read(Stream<AuditRecord> records, List<PlatformBudget> budgets) {
    RecordedRefusals refusals = new RecordedRefusals(Violations.MOST_CONSUMERS);
    records.forEach(refusals::add);
    return of(refusals.last(), refusals.counted(), List.copyOf(budgets));
  }

  /** Returns when it was made. */
  public Instant made() {
    return made;
  }

  /** Returns one entry per consumer and rule, most refusals first. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * Returns the report as a table for people, a line per entry. Who can write a log writes names:
   * what would steer a terminal or begin a line is shown as U+FFFD.
   */
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
              plain(entry.consumer()),
              plain(entry.environment()),
              plain(entry.rule()),
              entry.refused(),
              entry.quota(),
              entry.p95(),
              entry.suggested()));
    }
    return text.toString();
  }

  private static String plain(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }

  /** Who was refused, and by which rule. */
  record Who(String consumer, String group, String environment, String rule) {}

  /** What is known of them, of a period's demand the 95th percentile. */
  record Counted(
      Who who, long refused, Instant first, Instant last, long quota, Duration period, long p95) {}

  /** The refusals of one consumer under one rule. Immutable. */
  public static final class Entry {
    private final Counted counted;
    private final long suggested;

    Entry(Counted counted, List<PlatformBudget> budgets) {
      this.counted = counted;
      long room =
          budgets.stream()
              .filter(budget -> !budget.isShadow())
              .flatMap(
                  budget ->
                      budget.rules().stream().map(own -> budget.open(own.mostIn(counted.period()))))
              .min(Comparator.naturalOrder())
              .orElse(Long.MAX_VALUE);
      long p95 = counted.p95();
      this.suggested =
          Math.max(
              counted.quota(),
              Math.min(room, Violation.sum(p95, p95 / 10 + (p95 % 10 == 0 ? 0 : 1))));
    }

    /** Returns who was refused. */
    public String consumer() {
      return counted.who().consumer();
    }

    /** Returns the consumer's group when it was first refused; empty if none. */
    public String group() {
      return counted.who().group();
    }

    /** Returns in which environment; empty if none. */
    public String environment() {
      return counted.who().environment();
    }

    /** Returns which rule refused. */
    public String rule() {
      return counted.who().rule();
    }

    /** Returns how many requests were refused. */
    public long refused() {
      return counted.refused();
    }

    /** Returns when the first was. */
    public Instant first() {
      return counted.first();
    }

    /** Returns when the last was. */
    public Instant last() {
      return counted.last();
    }

    /** Returns how many permits the rule has in a period. */
    public long quota() {
      return counted.quota();
    }

    /** Returns the rule's period. */
    public Duration period() {
      return counted.period();
    }

    /** Returns how many permits were asked for in a period, at the 95th percentile. */
    public long p95() {
      return counted.p95();
    }

    /**
     * Returns a tenth more than that, but no more than the tightest budget leaves to discovery, and
     * no less than the quota. Budgets in shadow do not count.
     */
    public long suggested() {
      return suggested;
    }

    @Override
    public String toString() {
      return consumer() + " by " + rule() + ": " + refused();
    }
  }
}
