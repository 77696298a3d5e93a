// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request of one kind of subject pays: its own rules, and the budgets that it draws from.
 */
final class Tariff implements RuleNames {
  /** The policy that it was made from: another policy makes another tariff. */
  final Tariffs origin;

  final RuleSet rules;
  final Meter[] budgets;

  /** Whose it is; null for a budget's own. */
  final @Nullable QuotaSubject subject;

  /** Whether the share of budgets that is reserved for production is closed to it. */
  private final boolean discovery;

  /** Whether its own rules refuse nobody. */
  final boolean shadow;

  /** Whether that is so of its own rules or of a budget's. */
  final boolean someShadow;

  /** Where the refusals of its one meter are counted, once there is one. */
  final @Nullable Refusals refusals;

  private final boolean ends;
  private final long end;

  private Tariff(Tariffs origin, RuleSet rules, boolean shadow) {
    this.origin = origin;
    this.rules = rules;
    this.budgets = new Meter[0];
    this.subject = null;
    this.discovery = false;
    this.shadow = shadow;
    this.someShadow = shadow;
    this.refusals = null;
    this.ends = false;
    this.end = 0;
  }

  private Tariff(Tariffs origin, Terms terms, QuotaSubject subject) {
    this.origin = origin;
    this.rules = terms.rules;
    this.budgets = terms.budgets.toArray(Meter[]::new);
    this.subject = subject;
    this.discovery = !subject.isProduction();
    this.shadow = terms.shadow;
    this.someShadow = terms.someShadow;
    this.refusals = null;
    this.ends = terms.end != null;
    this.end = terms.end == null ? 0 : terms.end;
  }

  private Tariff(Tariff other, Refusals refusals) {
    this.origin = other.origin;
    this.rules = other.rules;
    this.budgets = other.budgets;
    this.subject = other.subject;
    this.discovery = other.discovery;
    this.shadow = other.shadow;
    this.someShadow = other.someShadow;
    this.refusals = refusals;
    this.ends = other.ends;
    this.end = other.end;
  }

  static Tariff ofBudget(Tariffs origin, PlatformBudget budget) {
    return new Tariff(origin, budget.ruleSet(), budget.isShadow());
  }

  static Tariff of(Tariffs origin, Terms terms, QuotaSubject subject) {
    return new Tariff(origin, terms, subject);
  }

  boolean isOver(long now) {
    return ends && now - end >= 0;
  }

  /** Returns whether it is this subject's, or one's with the same attributes. */
  boolean suits(QuotaSubject asking) {
    return subject != null && subject.isLike(asking);
  }

  /** Returns the rules of a budget, of which discovery may use less. */
  Limit limitsOf(Meter budget) {
    RuleSet all = budget.tariff.rules;
    return discovery ? all.open : all.first;
  }

  /** Returns the same for one meter alone. */
  Tariff counting(Refusals refusals) {
    return new Tariff(this, refusals);
  }

  /** Returns the rule of that name, its own or a budget's. */
  @Override
  public @Nullable QuotaRule ruleNamed(String name) {
    QuotaRule rule = rules.named(name);
    for (int i = 0; rule == null && i < budgets.length; i++) {
      rule = budgets[i].tariff.rules.named(name);
    }
    return rule;
  }

  /** Returns the subject of a key that came without one. */
  QuotaSubject subjectAt(QuotaKey key) {
    return subject == null ? QuotaSubject.of(key) : subject.at(key);
  }

  /** What a plan comes to; the end is a moment of the monotonic clock. */
  record Terms(
      RuleSet rules, List<Meter> budgets, boolean shadow, boolean someShadow, @Nullable Long end) {}
}
