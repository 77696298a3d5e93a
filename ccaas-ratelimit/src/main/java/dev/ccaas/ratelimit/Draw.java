// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;

/**
 * One request that takes from several meters, all or none: the subject's own, which the thread has
 * locked already, and the budgets of its tariff. They are locked in the policy's order, so no two
 * draws wait for each other.
 */
final class Draw {
  private Draw() {}

  static void lockBudgets(Tariff tariff) {
    for (Meter budget : tariff.budgets) {
      budget.lock(); // never given up
    }
  }

  static void unlockBudgets(Tariff tariff) {
    for (Meter budget : tariff.budgets) {
      budget.unlock();
    }
  }

  /** Returns whether others took after that reading of the clock, before the meters were locked. */
  static boolean isOld(long now, Meter own) {
    boolean old = own.isAfter(now);
    for (Meter budget : own.tariff.budgets) {
      old |= budget.isAfter(now);
    }
    return old;
  }

  /**
   * Returns the admission by the meter that has least left, or the refusal that asks for the
   * longest wait; takes none. A plan in shadow refuses nobody.
   *
   * @param ofPlan what the own meter decided at that moment
   */
  static Decision decide(Meter own, Decision ofPlan, long permits, long now) {
    Tariff tariff = own.tariff;
    Decision decision =
        tariff.shadow && !ofPlan.isAllowed() ? own.decide(tariff.rules.first, 0, now) : ofPlan;
    for (Meter budget : tariff.budgets) {
      decision = stricter(decision, budget.decide(tariff.limitsOf(budget), permits, now));
    }
    return decision;
  }

  private static Decision stricter(Decision one, Decision other) {
    if (one.isAllowed() != other.isAllowed()) {
      return one.isAllowed() ? other : one;
    }
    boolean second =
        one.isAllowed()
            ? other.remaining() < one.remaining()
            : other.retryAfter().compareTo(one.retryAfter()) > 0;
    return second ? other : one;
  }

  /** Takes permits that were all admitted at that moment; of a plan in shadow what it has. */
  static void take(Meter own, Decision ofPlan, long permits, long now) {
    if (ofPlan.isAllowed()) {
      own.take(permits, now);
    }
    for (Meter budget : own.tariff.budgets) {
      budget.take(permits, now);
    }
  }
}
