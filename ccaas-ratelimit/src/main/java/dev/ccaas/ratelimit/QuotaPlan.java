// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The rules that one consumer's requests keep, all of them at once. Immutable.
 *
 * <p>A plan is named after its group and says who it is for; each consumer of the group has the
 * whole of it for himself.
 */
public final class QuotaPlan {
  private static final int MOST_RULES = 8;

  private final String name;
  private final List<QuotaRule> rules;
  private final long members;
  private final boolean shadow;
  private final RuleSet ruleSet;

  private QuotaPlan(String name, List<QuotaRule> rules, long members, boolean shadow) {
    this.name = name;
    this.rules = rules;
    this.members = members;
    this.shadow = shadow;
    this.ruleSet = new RuleSet(name, rules, permits -> permits);
  }

  /**
   * Returns a plan of these rules.
   *
   * @param name 1 to 64 letters, digits or {@code . _ -}
   * @param rules 1 to 8; the same one twice is one
   */
  public static QuotaPlan of(String name, QuotaRule... rules) {
    return new QuotaPlan(Names.require("name", name), requireRules(List.of(rules)), 1, false);
  }

  /** Returns the same plan for that many consumers, for {@link QuotaPolicy#findings}. */
  public QuotaPlan members(long members) {
    if (members < 1) {
      throw new IllegalArgumentException("members: " + members + " (expected: at least 1)");
    }
    return new QuotaPlan(name, rules, members, shadow);
  }

  /** Returns the same plan, which decides and counts but refuses nobody: to try new numbers. */
  public QuotaPlan shadow() {
    return new QuotaPlan(name, rules, members, true);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /**
   * Returns the rules in the order in which they are asked: windows first, shorter periods first.
   */
  public List<QuotaRule> rules() {
    return rules;
  }

  /** Returns how many consumers are expected to have it. */
  public long members() {
    return members;
  }

  /** Returns whether it decides and counts but refuses nobody. */
  public boolean isShadow() {
    return shadow;
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  QuotaPlan shareOf(int nodes) {
    List<QuotaRule> parts = rules.stream().map(rule -> rule.shareOf(nodes)).toList();
    return new QuotaPlan(name, parts, members, shadow);
  }

  static List<QuotaRule> requireRules(List<QuotaRule> rules) {
    if (requireNonNull(rules, "rules").isEmpty() || rules.size() > MOST_RULES) {
      throw new IllegalArgumentException(
          "rules: " + rules.size() + " (expected: 1 to " + MOST_RULES + ")");
    }
    return rules.stream().distinct().sorted(QuotaRule.ASKING_ORDER).toList();
  }

  @Override
  public String toString() {
    return name + " " + rules + (shadow ? " (shadow)" : "");
  }
}
