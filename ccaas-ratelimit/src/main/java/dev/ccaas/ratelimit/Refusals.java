// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The refusals of one consumer. */
final class Refusals extends SpinLock {
  private static final int MOST_RULES = 64; // of many policies, one after the other

  final QuotaSubject subject;
  private final List<Violation> violations = new ArrayList<>();

  Refusals(QuotaSubject subject) {
    this.subject = subject;
  }

  /**
   * Counts a refusal by a rule of that name, and returns how many are to be recorded; 0 if none.
   */
  long count(RuleNames rules, String rule, long permits, long now) {
    lock();
    try {
      return violation(rules, rule, now).count(permits, now);
    } finally {
      unlock();
    }
  }

  void unrecorded(RuleNames rules, String rule, long refusals, long now) {
    lock();
    try {
      violation(rules, rule, now).unrecorded(refusals);
    } finally {
      unlock();
    }
  }

  /** Returns how much was asked for in the fullest period that the last record is about. */
  long recordedPeak(RuleNames rules, String rule, long now) {
    lock();
    try {
      return violation(rules, rule, now).recordedPeak();
    } finally {
      unlock();
    }
  }

  /** Returns what is counted, with the moments of the monotonic clock as those of the calendar. */
  List<CapacityReport.Counted> counted(long now, Instant instant) {
    lock();
    try {
      return violations.stream().map(found -> counted(found, now, instant)).toList();
    } finally {
      unlock();
    }
  }

  private CapacityReport.Counted counted(Violation found, long now, Instant instant) {
    return new CapacityReport.Counted(
        new CapacityReport.Who(
            subject.consumer(), subject.group(), subject.environment(), found.rule),
        found.refused,
        instant.minusNanos(now - found.first),
        instant.minusNanos(now - found.last),
        found.quota,
        Duration.ofNanos(found.period),
        found.p95());
  }

  private Violation violation(RuleNames rules, String rule, long now) {
    for (int i = 0; i < violations.size(); i++) { // no iterator: nothing is made here
      Violation known = violations.get(i);
      if (known.rule.equals(rule)) {
        return known;
      }
    }
    if (violations.size() == MOST_RULES) {
      return violations.get(MOST_RULES - 1);
    }
    Violation first = new Violation(rule, rules.ruleNamed(rule), now);
    violations.add(first);
    return first;
  }
}
