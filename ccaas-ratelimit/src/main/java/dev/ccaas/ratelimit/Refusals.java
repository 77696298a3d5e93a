// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of one consumer. If one meter alone counts here, its lock guards them, which the
 * counting thread has anyway; otherwise this one's own does.
 */
final class Refusals extends SpinLock {
  private static final int MOST_RULES = 64; // of many policies, one after the other

  final QuotaSubject subject;
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable Violation latest;
  private volatile SpinLock guard = this;

  Refusals(QuotaSubject subject) {
    this.subject = subject;
  }

  /** Has that meter alone count here, whose lock the thread holds. */
  void countedBy(Meter meter) {
    lock();
    guard = meter;
    unlock();
  }

  /** Has its meter, whose lock the thread holds, count here no more. */
  void release() {
    guard = this;
  }

  /**
   * Counts a refusal by a rule of that name, and returns how many are to be recorded; 0 if none.
   * For a thread that holds the lock of a meter that counts here.
   */
  long count(RuleNames rules, String rule, long permits, long now) {
    if (guard != this) {
      return violation(rules, rule, now).count(permits, now);
    }
    lock();
    try {
      return violation(rules, rule, now).count(permits, now);
    } finally {
      unlock();
    }
  }

  void unrecorded(RuleNames rules, String rule, long refusals, long now) {
    SpinLock held = lockGuard();
    try {
      violation(rules, rule, now).unrecorded(refusals);
    } finally {
      held.unlock();
    }
  }

  /** Returns how much was asked for in the fullest period that the last record is about. */
  long recordedPeak(RuleNames rules, String rule, long now) {
    SpinLock held = lockGuard();
    try {
      return violation(rules, rule, now).recordedPeak();
    } finally {
      held.unlock();
    }
  }

  /** Returns what is counted, with the moments of the monotonic clock as those of the calendar. */
  List<CapacityReport.Counted> counted(long now, Instant instant) {
    SpinLock held = lockGuard();
    try {
      return violations.stream().map(found -> counted(found, now, instant)).toList();
    } finally {
      held.unlock();
    }
  }

  private SpinLock lockGuard() {
    while (true) {
      SpinLock found = guard;
      if (found.lock()) {
        if (found == guard) {
          return found;
        }
        found.unlock(); // it was another's turn meanwhile
      }
    }
  }

  private CapacityReport.Counted counted(Violation found, long now, Instant instant) {
    return new CapacityReport.Counted(
        new CapacityReport.Who(
            subject.consumer(), subject.group(), subject.environment(), found.rule),
        found.refused(),
        instant.minusNanos(now - found.first),
        instant.minusNanos(now - found.last),
        found.quota,
        Duration.ofNanos(found.period),
        found.p95());
  }

  @SuppressWarnings("ReferenceEquality") // mostly it is the same one; others are found by name
  private Violation violation(RuleNames rules, String rule, long now) {
    Violation known = latest;
    if (known == null || known.rule != rule) {
      known = find(rules, rule, now);
      latest = known;
    }
    return known;
  }

  private Violation find(RuleNames rules, String rule, long now) {
    for (Violation known : violations) {
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
