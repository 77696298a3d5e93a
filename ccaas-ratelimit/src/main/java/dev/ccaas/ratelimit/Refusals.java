// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

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
  long count(Tariff tariff, String rule, long permits, long now) {
    lock();
    try {
      return violation(tariff, rule, now).count(permits, now);
    } finally {
      unlock();
    }
  }

  void unrecorded(Tariff tariff, String rule, long refusals, long now) {
    lock();
    try {
      violation(tariff, rule, now).unrecorded(refusals);
    } finally {
      unlock();
    }
  }

  List<CapacityReport.Entry> entries(QuotaPolicy policy, long now, Instant instant) {
    lock();
    try {
      return violations.stream()
          .map(
              found ->
                  new CapacityReport.Entry(
                      subject,
                      found,
                      policy,
                      new CapacityReport.Moments(
                          instant.minusNanos(now - found.first),
                          instant.minusNanos(now - found.last))))
          .toList();
    } finally {
      unlock();
    }
  }

  private Violation violation(Tariff tariff, String rule, long now) {
    for (int i = 0; i < violations.size(); i++) { // no iterator: nothing is made here
      Violation known = violations.get(i);
      if (known.rule.equals(rule)) {
        return known;
      }
    }
    if (violations.size() == MOST_RULES) {
      return violations.get(MOST_RULES - 1);
    }
    Violation first = new Violation(rule, tariff.ruleNamed(rule), now);
    violations.add(first);
    return first;
  }
}
