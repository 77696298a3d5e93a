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
   * longest wait; takes none. One in shadow refuses nobody.
   */
  static Decision decide(Meter own, long permits, long now) {
    Tariff tariff = own.tariff;
    Limit limits = tariff.rules.first;
    Decision decision = own.decide(limits, permits, now);
    if (isPassed(decision, tariff, own)) {
      decision = own.decide(limits, 0, now);
    }
    for (Meter budget : tariff.budgets) {
      limits = tariff.limitsOf(budget);
      Decision ofBudget = budget.decide(limits, permits, now);
      if (isPassed(ofBudget, tariff, budget)) {
        ofBudget = budget.decide(limits, 0, now);
      }
      decision = stricter(decision, ofBudget);
    }
    return decision;
  }

  /** Returns whether that is the refusal of a meter in shadow. */
  private static boolean isPassed(Decision decision, Tariff tariff, Meter meter) {
    return !decision.isAllowed() && tariff.someShadow && meter.tariff.shadow;
  }

  /**
   * Returns which refusal by one in shadow asks for the longest wait; that admission if there is
   * none.
   */
  static Decision unseen(Decision admission, Meter own, long permits, long now) {
    Tariff tariff = own.tariff;
    Decision unseen = admission;
    if (tariff.someShadow) {
      unseen = passed(unseen, own, own.decide(tariff.rules.first, permits, now));
      for (Meter budget : tariff.budgets) {
        unseen = passed(unseen, budget, budget.decide(tariff.limitsOf(budget), permits, now));
      }
    }
    return unseen;
  }

  private static Decision passed(Decision known, Meter meter, Decision decision) {
    return decision.isAllowed() || !meter.tariff.shadow ? known : stricter(known, decision);
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

  /** Takes permits that were admitted at that moment; none of one in shadow that would refuse. */
  static void take(Meter own, long permits, long now) {
    Tariff tariff = own.tariff;
    if (!tariff.someShadow || admits(own, tariff.rules.first, permits, now)) {
      own.take(permits, now);
    }
    for (Meter budget : tariff.budgets) {
      if (!tariff.someShadow || admits(budget, tariff.limitsOf(budget), permits, now)) {
        budget.take(permits, now);
      }
    }
  }

  private static boolean admits(Meter meter, Limit limits, long permits, long now) {
    return meter.decide(limits, permits, now).isAllowed();
  }
}
