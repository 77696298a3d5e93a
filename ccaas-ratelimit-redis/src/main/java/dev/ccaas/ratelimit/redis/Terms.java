// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.ratelimit.QuotaRule;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;

/** The rules of one payer as the script reads them, and the names that decisions give them. */
final class Terms {
  private static final long NANOS_PER_MICRO = 1_000;

  private final byte[] packed;
  private final List<String> names;

  private Terms(byte[] packed, List<String> names) {
    this.packed = packed;
    this.names = names;
  }

  /**
   * Prepares rules in the order in which the local limiter asks them.
   *
   * @param percent which share of each rule is open to this payer
   */
  static Terms of(String owner, List<QuotaRule> given, int percent) {
    List<QuotaRule> rules =
        given.stream()
            .sorted(
                Comparator.comparing(QuotaRule::isWindow)
                    .reversed()
                    .thenComparing(QuotaRule::period))
            .toList();
    int windows = (int) rules.stream().filter(QuotaRule::isWindow).count();
    long capacity = rules.stream().limit(windows).mapToLong(QuotaRule::permits).max().orElse(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, windows, 1);
    write(out, rules.size() - windows, 1);
    write(out, capacity, 3);
    write(out, rules.stream().mapToLong(Terms::memoryMicros).max().orElseThrow(), 7);
    for (QuotaRule rule : rules) {
      write(out, rule.burst() * percent / 100, 7);
      write(out, rule.burst(), 7);
      write(out, span(rule), 7);
    }
    return new Terms(
        out.toByteArray(), rules.stream().map(rule -> owner + ": " + rule.name()).toList());
  }

  byte[] packed() {
    return packed;
  }

  /** Returns what decisions call that rule. */
  String name(long rule) {
    return names.get(Math.toIntExact(rule));
  }

  /** Returns a window's length in microseconds, or how often a permit comes back in nanoseconds. */
  private static long span(QuotaRule rule) {
    long nanos = rule.period().toNanos();
    return rule.isWindow() ? ceiling(nanos, NANOS_PER_MICRO) : ceiling(nanos, rule.permits());
  }

  private static long memoryMicros(QuotaRule rule) {
    return rule.isWindow() ? span(rule) : ceiling(span(rule) * rule.burst(), NANOS_PER_MICRO);
  }

  private static long ceiling(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static void write(ByteArrayOutputStream out, long number, int bytes) {
    for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (number >>> shift));
    }
  }
}
