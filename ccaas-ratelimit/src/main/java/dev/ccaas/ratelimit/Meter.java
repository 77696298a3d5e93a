// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one key has taken. One ring of moments serves all windows: each counts those of the newest
 * that are young enough. A rate needs the moment at which all its permits are back.
 *
 * <p>Everything but the lock itself is for the thread that holds it.
 */
final class Meter extends Moments {
  /** The wait for more than a rule ever admits. */
  private static final long NEVER = Long.MAX_VALUE;

  Meter(Tariff tariff, long now) {
    super(tariff, now);
    clearRates(now);
  }

  /**
   * Returns the moment to decide at, which is not before the newest: a clock that goes back a
   * little stands still instead.
   */
  long moveTo(long now) {
    return newest - now > 0 ? heldClock(now) : now;
  }

  /**
   * Returns the admission of so many permits by the rule that has least left, or the refusal by the
   * rule that asks for the longest wait; takes none.
   */
  Decision decide(Limit limits, long permits, long now) {
    long at = moveTo(now);
    Limit decisive = limits;
    long left = Long.MAX_VALUE;
    long longest = 0;
    for (Limit limit = limits; limit != null; limit = limit.next) {
      long free = remaining(limit, at);
      long wait = free < permits ? waitFor(limit, permits, at) : 0;
      if (wait > longest || (longest == 0 && free < left)) {
        decisive = limit;
        left = free;
        longest = wait;
      }
    }
    if (longest == 0) {
      return decisive.allowed(left - permits);
    }
    // A clock that was held stands still for that long first.
    long all = longest == NEVER ? NEVER : longest + (at - now);
    return Decision.denied(decisive.name, left, all);
  }

  /** Returns the wait for more permits than are left. */
  private long waitFor(Limit limit, long permits, long at) {
    if (permits > limit.permits) {
      return NEVER;
    }
    long others = limit.permits - permits; // which may be in use besides
    if (!limit.window) {
      return backlog(limit, at) - others * limit.span;
    }
    return limit.span - (at - moment((int) others));
  }

  /** Takes permits that are free. */
  void take(long permits, long now) {
    long at = moveTo(now);
    RuleSet rules = tariff.rules;
    if (rules.hasWindows()) {
      for (long i = 0; i < permits; i++) {
        add(at);
      }
    }
    newest = at;
    for (Limit rate = rules.rates; rate != null; rate = rate.next) {
      setBack(rate, at + backlog(rate, at) + permits * rate.span);
    }
  }

  /** Returns how many permits are left under that rule; forgets what no longer counts. */
  long remaining(Limit limit, long at) {
    if (limit.window) {
      return Math.max(0, limit.permits - count(limit, at));
    }
    long backlog = backlog(limit, at);
    return backlog == 0 ? limit.permits : limit.permitsIn(limit.permits * limit.span - backlog);
  }

  /** Returns how long until all permits are back under that rule. */
  long waitForAll(Limit limit, long at) {
    if (!limit.window) {
      return backlog(limit, at);
    }
    return count(limit, at) == 0 ? 0 : limit.span - (at - newest);
  }

  /** Returns whether a new meter would decide alike. */
  boolean isIdle(long now) {
    RuleSet rules = tariff.rules;
    boolean idle = size() == 0 || (now - newest >= 0 && now - newest >= rules.longest);
    for (Limit rate = rules.rates; rate != null; rate = rate.next) {
      idle &= backlog(rate, now) == 0;
    }
    return idle;
  }

  /** Goes over to other rules, and counts under them what it remembers under the old ones. */
  void adopt(Tariff other, long now) {
    if (other.rules == tariff.rules) {
      tariff = other;
      return;
    }
    long at = moveTo(now);
    long[] taken = remembered(at);
    List<Long> carried = new ArrayList<>();
    for (Limit rate = other.rules.rates; rate != null; rate = rate.next) {
      carried.add(0, backlogUnder(rate.rule, at)); // the last has place 0
    }
    clear(other);
    newest = taken.length == 0 ? at : taken[0];
    clearRates(newest);
    for (long moment : taken) {
      takeRemembered(moment);
    }
    for (Limit rate = other.rules.rates; rate != null; rate = rate.next) {
      setBack(rate, at + Math.max(backlog(rate, at), carried.get(rate.place)));
    }
  }

  private void takeRemembered(long moment) {
    RuleSet rules = tariff.rules;
    if (rules.hasWindows()) {
      // Of more than they admit the newest count.
      keep(Math.min(young(size(), rules.longest, moment), rules.capacity));
      add(moment);
    }
    for (Limit rate = rules.rates; rate != null; rate = rate.next) {
      long backlog = backlog(rate, moment) + rate.span;
      setBack(rate, moment + Math.min(rate.memory(), backlog));
    }
  }

  /** Returns the moments that are remembered, oldest first; a rate remembers how many, not when. */
  private long[] remembered(long at) {
    RuleSet rules = tariff.rules;
    if (rules.hasWindows()) {
      long[] moments = new long[young(size(), rules.longest, at)];
      for (int i = 0; i < moments.length; i++) {
        moments[i] = moment(moments.length - 1 - i);
      }
      return moments;
    }
    long most = 0;
    for (Limit rate = rules.rates; rate != null; rate = rate.next) {
      most = Math.max(most, (backlog(rate, at) + rate.span - 1) / rate.span);
    }
    long[] moments = new long[(int) Math.min(most, QuotaRule.MOST_IN_WINDOW)];
    Arrays.fill(moments, at);
    return moments;
  }

  private long backlogUnder(QuotaRule rule, long at) {
    for (Limit rate = tariff.rules.rates; rate != null; rate = rate.next) {
      if (rate.rule.equals(rule)) {
        return backlog(rate, at);
      }
    }
    return 0;
  }

  /** If the clock went back by more than all memory, everything counts as taken now. */
  private long heldClock(long now) {
    RuleSet rules = tariff.rules;
    if (newest - now <= rules.memory) {
      return newest;
    }
    moveAllTo(now);
    for (Limit rate = rules.rates; rate != null; rate = rate.next) {
      setBack(rate, now + Math.min(rate.memory(), backlog(rate, now)));
    }
    return now;
  }

  /** Returns how many permits that window counts; the longest forgets others. */
  private int count(Limit window, long at) {
    int most = window.longest ? size() : (int) Math.min(size(), window.permits);
    int young = young(most, window.span, at);
    if (window.longest && young < most) {
      keep(young);
    }
    return young;
  }

  private long backlog(Limit rate, long at) {
    return Math.max(0, wide(rate.place) - at);
  }

  private void setBack(Limit rate, long moment) {
    setWide(rate.place, moment);
  }

  private void clearRates(long now) {
    for (Limit rate = tariff.rules.rates; rate != null; rate = rate.next) {
      setBack(rate, now);
    }
  }
}
