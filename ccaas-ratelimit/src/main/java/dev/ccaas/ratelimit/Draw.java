// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.ratelimit.Decision;
import org.jspecify.annotations.Nullable;

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
   */
  static Decision decide(Meter own, long permits, long now) {
    Tariff tariff = own.tariff;
    Decision admission = own.admission(permits, false, now);
    Decision refusal = admission == null ? own.refusal(permits, false, now) : null;
    if (refusal != null && tariff.shadow) {
      admission = own.admission(0, false, now); // nothing is taken of its plan
      refusal = null;
    }
    for (Meter budget : tariff.budgets) {
      Decision other = budget.admission(permits, tariff.discovery, now);
      if (other == null) {
        refusal = later(refusal, budget.refusal(permits, tariff.discovery, now));
      } else if (admission != null && other.remaining() < admission.remaining()) {
        admission = other;
      }
    }
    return refusal != null ? refusal : requireNonNull(admission);
  }

  /** Takes permits that {@link #decide} admitted at that moment. */
  static void take(Meter own, long permits, long now) {
    Tariff tariff = own.tariff;
    if (!tariff.shadow || own.refusal(permits, false, now) == null) {
      own.take(permits, now);
    }
    for (Meter budget : tariff.budgets) {
      budget.take(permits, now);
    }
  }

  private static @Nullable Decision later(@Nullable Decision one, @Nullable Decision other) {
    boolean second =
        one == null || (other != null && other.retryAfter().compareTo(one.retryAfter()) > 0);
    return second ? other : one;
  }
}
