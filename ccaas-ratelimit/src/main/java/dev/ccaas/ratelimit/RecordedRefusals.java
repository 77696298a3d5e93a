// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.audit.AuditRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up refusals as {@link Violations} recorded them; whoever can write a log writes these. */
final class RecordedRefusals {
  private static final Duration LONGEST = Duration.ofDays(31);

  private final Map<CapacityReport.Who, Row> rows = new LinkedHashMap<>();
  private final int most;
  private Instant last = Instant.EPOCH;

  /** Tells that many apart; others are counted together. */
  RecordedRefusals(int most) {
    this.most = most;
  }

  void add(AuditRecord record) {
    last = record.timestamp();
    if (record.action().equals(QuotaLimiter.QUOTA_EXCEEDED)) {
      Map<String, String> attributes = record.attributes();
      String rule = attributes.getOrDefault("rule", "");
      boolean room = rows.size() < most;
      CapacityReport.Who who =
          new CapacityReport.Who(
              record.actor().orElse(""),
              attributes.getOrDefault("group", ""),
              attributes.getOrDefault("environment", ""),
              rule);
      CapacityReport.Who counted =
          room || rows.containsKey(who)
              ? who
              : new CapacityReport.Who(Violations.OTHERS, "", "", "all rules");
      rows.computeIfAbsent(counted, Row::new).add(record.timestamp(), attributes);
    }
  }

  /** Returns when the last record was made, of whatever action. */
  Instant last() {
    return last;
  }

  List<CapacityReport.Counted> counted() {
    return rows.values().stream().map(Row::counted).toList();
  }

  private static long number(Map<String, String> attributes, String name, long otherwise) {
    String text = attributes.getOrDefault(name, "");
    try {
      return text.matches("[0-9]{1,19}") ? Long.parseLong(text) : otherwise;
    } catch (NumberFormatException e) { // higher than ours ever are
      return otherwise;
    }
  }

  private static final class Row {
    private final CapacityReport.Who who;
    private final long[] demands = new long[Violation.PERIODS];
    private int periods;
    private long refused;
    private Instant first = Instant.MAX;
    private Instant last = Instant.EPOCH;
    private long quota;
    private Duration period = Duration.ofMinutes(1);

    Row(CapacityReport.Who who) {
      this.who = who;
    }

    void add(Instant at, Map<String, String> attributes) {
      refused = Violation.sum(refused, number(attributes, "refused", 1));
      first = at.isBefore(first) ? at : first;
      last = at;
      quota = number(attributes, "quota", 0);
      period = period(attributes.getOrDefault("period", ""));
      long demand = number(attributes, "demand", 0);
      if (demand > 0) {
        demands[periods++ % demands.length] = demand;
      }
    }

    private static Duration period(String text) {
      try {
        Duration period = Duration.parse(text);
        return period.toMillis() >= 1 && period.compareTo(LONGEST) <= 0
            ? period
            : Duration.ofMinutes(1);
      } catch (DateTimeException | ArithmeticException e) { // not ours, or of an older version
        return Duration.ofMinutes(1);
      }
    }

    CapacityReport.Counted counted() {
      return new CapacityReport.Counted(
          who, refused, first, last, quota, period, Violation.p95(demands, periods));
    }
  }
}
