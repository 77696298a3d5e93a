// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules as {@link Meter} reads them, windows first and the longest of them last; then rates. */
final class RuleSet {
  final String owner;

  /** All rules. */
  final Limit first;

  /** All rules, with as many permits as discovery may use. */
  final Limit open;

  /** Those of all that are rates; null if there are none. */
  final @Nullable Limit rates;

  /** For how long anything is remembered. */
  final long memory;

  /** For how long moments are. */
  final long longest;

  /** How many moments are remembered beside the newest. */
  final int capacity;

  /** How many bits a moment needs, so that one within the longest window has one meaning. */
  final int width;

  final long mask;

  /** At which bit the moments begin, behind 64 per rate. */
  final int base;

  /**
   * Prepares rules, which are in the order in which they are asked.
   *
   * @param open how many of so many permits discovery may use
   */
  RuleSet(String owner, List<QuotaRule> rules, LongUnaryOperator open) {
    this.owner = owner;
    this.first = chain(rules, permits -> permits);
    this.open = chain(rules, open);
    Limit limit = first;
    long longest = 0;
    long most = 1;
    for (; limit != null && limit.window; limit = limit.next) {
      longest = limit.span;
      most = Math.max(most, limit.permits);
    }
    this.rates = limit;
    this.longest = longest;
    // A shorter window may have more permits, and all in use: another plan had even more.
    this.capacity = (int) most - 1;
    this.width = Long.SIZE - Long.numberOfLeadingZeros(longest);
    this.mask = (1L << width) - 1;
    this.base = rates == null ? 0 : (rates.place + 1) * Long.SIZE;
    long memory = longest;
    for (; limit != null; limit = limit.next) {
      memory = Math.max(memory, limit.memory());
    }
    this.memory = memory;
  }

  private Limit chain(List<QuotaRule> rules, LongUnaryOperator share) {
    Limit next = null;
    for (int i = rules.size() - 1; i >= 0; i--) {
      QuotaRule rule = rules.get(i);
      next = new Limit(rule, owner + ": " + rule.name(), share.applyAsLong(rule.burst()), next);
    }
    return requireNonNull(next, "next");
  }

  boolean hasWindows() {
    return first.window;
  }

  /** Returns all names, which differ for rules that differ. */
  String description() {
    StringJoiner names = new StringJoiner(", ");
    for (Limit limit = first; limit != null; limit = limit.next) {
      names.add(limit.name);
    }
    return names.toString();
  }

  @Nullable QuotaRule named(String name) {
    for (Limit limit = first; limit != null; limit = limit.next) {
      if (limit.name.equals(name)) {
        return limit.rule;
      }
    }
    return null;
  }
}
