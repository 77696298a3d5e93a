// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rules as {@link Meter} reads them: plain numbers, windows first and the longest of them last.
 * Immutable but for the decisions that it keeps to give them again.
 */
final class RuleSet {
  private static final int KEPT_DECISIONS = 1_024;

  final QuotaRule[] rules;

  /** How many of the rules are windows; they come first. */
  final int windows;

  /** How many permits a window or a burst has, for production and for discovery. */
  final long[] limit;

  private final long[] open;

  /** A window's length, or after how many nanoseconds a permit of a rate comes back. */
  final long[] span;

  private final double[] perNano;

  /** For how long anything is remembered. */
  final long memory;

  /** How many moments are remembered beside the newest. */
  final int capacity;

  /** How many bits a moment needs, so that one within the longest window has one meaning. */
  final int width;

  final long mask;

  /** At which bit the moments begin, behind 64 per rate and 16 per window but the longest. */
  final int base;

  final String owner;

  private final String[] names;
  private final @Nullable Decision[][] kept;

  /**
   * Prepares rules, which are in the order in which they are asked.
   *
   * @param open how many of so many permits discovery may use
   */
  RuleSet(String owner, List<QuotaRule> given, LongUnaryOperator open) {
    this.owner = owner;
    this.rules = given.toArray(QuotaRule[]::new);
    int n = rules.length;
    this.windows = (int) given.stream().filter(QuotaRule::isWindow).count();
    this.limit = new long[n];
    this.open = new long[n];
    this.span = new long[n];
    this.perNano = new double[n];
    this.names = new String[n];
    this.kept = new Decision[n][];
    long longest = 0;
    for (int i = 0; i < n; i++) {
      limit[i] = rules[i].burst();
      this.open[i] = open.applyAsLong(limit[i]);
      span[i] = rules[i].interval().toNanos();
      perNano[i] = 1.0 / span[i];
      names[i] = owner + ": " + rules[i].name();
      kept[i] = new Decision[(int) Math.min(limit[i] + 1, KEPT_DECISIONS)];
      longest = Math.max(longest, i < windows ? span[i] : span[i] * limit[i]);
    }
    this.memory = longest;
    // A shorter window may have more permits, and all in use: another plan had even more.
    this.capacity = (int) Arrays.stream(limit, 0, windows).max().orElse(1) - 1;
    this.width = windows == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(span[windows - 1]);
    this.mask = (1L << width) - 1;
    this.base = (n - windows) * Long.SIZE + Math.max(0, windows - 1) * Character.SIZE;
  }

  int size() {
    return rules.length;
  }

  /** Returns all names, which differ for rules that differ. */
  String description() {
    return String.join(", ", names);
  }

  @Nullable QuotaRule named(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return rules[i];
      }
    }
    return null;
  }

  String name(int rule) {
    return names[rule];
  }

  long limit(int rule, boolean discovery) {
    return discovery ? open[rule] : limit[rule];
  }

  /** Returns how many permits of a rate come back in so many nanoseconds, 0 if negative. */
  long permitsIn(int rate, long nanos) {
    long permits = (long) (nanos * perNano[rate]); // a division would take longer
    if (permits * span[rate] > nanos) {
      permits--;
    } else if ((permits + 1) * span[rate] <= nanos) {
      permits++;
    }
    return Math.max(0, permits);
  }

  /** Returns where a meter keeps how many permits a window counts; not for the longest. */
  int countAt(int window) {
    return (rules.length - windows) * (Long.SIZE / Character.SIZE) + window;
  }

  /** Returns the admission that leaves so many permits under that rule. */
  Decision allowed(int rule, long remaining) {
    @Nullable Decision[] known = kept[rule];
    if (remaining >= known.length) {
      return Decision.allowed(names[rule], remaining);
    }
    Decision decision = known[(int) remaining];
    if (decision == null) { // made twice by two threads at worst
      decision = Decision.allowed(names[rule], remaining);
      known[(int) remaining] = decision;
    }
    return decision;
  }
}
