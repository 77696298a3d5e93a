// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request that takes from several meters, all or none. The thread holds the subject's own meter
 * already; budgets are locked in the policy's order, so no two draws wait for each other.
 */
final class Draw {
  private final Meter own;
  private final long permits;
  private final TimeSource time;
  private long now;
  private @Nullable Decision shadowed;

  Draw(Meter own, long permits, TimeSource time) {
    this.own = own;
    this.permits = permits;
    this.time = time;
  }

  Decision decide(boolean take) {
    Meter[] budgets = own.tariff.budgets;
    int locked = 0;
    try {
      for (; locked < budgets.length; locked++) {
        budgets[locked].lock(); // never given up
      }
      now = time.nanoTime(); // behind all locks: not older than what others took
      return decideLocked(take);
    } finally {
      while (locked > 0) {
        budgets[--locked].unlock();
      }
    }
  }

  /** Returns what to record: the refusal, or the one that only would have been. */
  Decision refusal(Decision made) {
    return made.isAllowed() && shadowed != null ? shadowed : made;
  }

  private Decision decideLocked(boolean take) {
    Tariff tariff = own.tariff;
    long wait = own.waitFor(permits, false, own.moveTo(now));
    boolean free = wait == 0;
    Meter tightest = own;
    if (!free && tariff.shadow) {
      shadowed = refusal(own, permits, false, wait, now);
      wait = 0;
    }
    for (Meter budget : tariff.budgets) {
      long longer = budget.waitFor(permits, tariff.discovery, budget.moveTo(now));
      if (longer > wait) {
        wait = longer;
        tightest = budget;
      }
    }
    if (wait > 0) {
      return refusal(tightest, permits, tightest != own && tariff.discovery, wait, now);
    }
    if (take) {
      take(free);
    }
    return admission();
  }

  private void take(boolean fromOwn) {
    if (fromOwn) {
      own.take(permits, own.moveTo(now));
    }
    for (Meter budget : own.tariff.budgets) {
      budget.take(permits, budget.moveTo(now));
    }
  }

  private Decision admission() {
    Decision tightest = admission(own, false, own.moveTo(now));
    for (Meter budget : own.tariff.budgets) {
      Decision other = admission(budget, own.tariff.discovery, budget.moveTo(now));
      tightest = other.remaining() < tightest.remaining() ? other : tightest;
    }
    return tightest;
  }

  /** Returns the admission under the rule that has least left. */
  static Decision admission(Meter meter, boolean discovery, long at) {
    RuleSet rules = meter.tariff.rules;
    int tightest = 0;
    long least = meter.remaining(0, discovery, at);
    for (int i = 1; i < rules.size(); i++) {
      long left = meter.remaining(i, discovery, at);
      if (left < least) {
        least = left;
        tightest = i;
      }
    }
    return rules.allowed(tightest, least);
  }

  /** Returns the refusal of a meter that asks for that wait. */
  static Decision refusal(Meter meter, long permits, boolean discovery, long wait, long now) {
    long at = meter.moveTo(now);
    int rule = meter.ruleOf(wait, permits, discovery, at);
    // A clock that was held stands still for that long first.
    long all = wait == Meter.NEVER ? wait : wait + (at - now);
    return Decision.denied(
        meter.tariff.rules.name(rule), meter.remaining(rule, discovery, at), Duration.ofNanos(all));
  }
}
