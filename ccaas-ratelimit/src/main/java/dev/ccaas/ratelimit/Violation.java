// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of one consumer under one rule: how many, when, how much was asked for. Moments are
 * the monotonic clock's. For the thread that has the lock of {@link Refusals}.
 */
final class Violation {
  static final int PERIODS = 64;
  private static final long BETWEEN_RECORDS = 60_000_000_000L;

  final String rule;
  final long quota;
  final long period;
  final long first;
  long last;

  private final long[] demands = new long[PERIODS]; // of the last periods with refusals
  private int periods;
  private long begin; // of the period counted now
  private long demand; // of that period
  private long recorded;
  private long told; // refusals in records
  private long untold; // refusals since the last record
  private long peak; // demand of the fullest period before, since the last record
  private long recordedPeak; // the one that the last record tells

  Violation(String name, @Nullable QuotaRule rule, long now) {
    this.rule = name;
    this.quota = rule == null ? 0 : rule.permits();
    this.period = rule == null ? BETWEEN_RECORDS : rule.period().toNanos();
    this.first = now;
    this.begin = now - period;
    this.recorded = now - BETWEEN_RECORDS;
  }

  /** Counts a refusal, and returns how many are to be recorded now; 0 if none. */
  long count(long permits, long now) {
    if (now - begin >= period) {
      beginPeriod(now);
    }
    last = now;
    demand = sum(demand, permits);
    untold++;
    return now - recorded < BETWEEN_RECORDS ? 0 : record(now);
  }

  private void beginPeriod(long now) {
    keepDemand();
    if (untold > 0) {
      peak = Math.max(peak, demand);
    }
    begin = now;
    demand = quota;
    periods++;
  }

  private long record(long now) {
    long due = untold;
    recorded = now;
    told += due;
    untold = 0;
    recordedPeak = Math.max(peak, demand);
    peak = 0;
    return due;
  }

  /** Takes back that so many refusals were recorded. */
  void unrecorded(long refusals) {
    told -= refusals;
    untold += refusals;
    peak = Math.max(peak, recordedPeak);
  }

  long refused() {
    return told + untold;
  }

  /** Returns how much was asked for in the fullest period that the last record is about. */
  long recordedPeak() {
    return recordedPeak;
  }

  /** Returns how much was asked for in a period, at the 95th percentile. */
  long p95() {
    keepDemand();
    return p95(demands, periods);
  }

  private void keepDemand() {
    if (periods > 0) {
      demands[(periods - 1) % PERIODS] = demand;
    }
  }

  /** Returns the sum of numbers that are not negative; the highest number if it is beyond. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Returns the 95th percentile of so many numbers, or of all if there are not so many. */
  static long p95(long[] numbers, int count) {
    long[] sorted = Arrays.copyOf(numbers, Math.min(count, numbers.length));
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length * 95 + 99) / 100 - 1];
  }
}
