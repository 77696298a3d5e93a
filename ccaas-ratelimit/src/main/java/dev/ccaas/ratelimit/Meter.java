// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.Arrays;

/**
 * What one key has taken. One ring of moments serves all windows, which need only to know how many
 * of the newest they count; a rate needs the moment at which all its permits are back.
 *
 * <p>Everything but the lock itself is for the thread that holds it.
 */
final class Meter extends Moments {
  /** The wait for more than a rule ever admits. */
  static final long NEVER = Long.MAX_VALUE;

  Meter(Tariff tariff, long now) {
    super(tariff, now);
    clearRates(now);
  }

  /**
   * Forgets what no longer counts, and returns the moment to decide at, which is not before the
   * newest: a clock that goes back a little stands still instead.
   */
  long moveTo(long now) {
    RuleSet rules = tariff.rules;
    long at = newest - now > 0 ? heldClock(now) : now;
    for (int i = 0; i < rules.windows; i++) {
      int count = count(i);
      if (count > 0 && at - newest >= rules.span[i]) {
        setCount(i, 0);
      } else if (count > 1 && at - moment(count - 1) >= rules.span[i]) {
        do {
          count--;
        } while (count > 1 && at - moment(count - 1) >= rules.span[i]);
        setCount(i, count);
      }
    }
    return at;
  }

  /** Returns how long until so many permits are free under all rules; 0 if they are now. */
  long waitFor(long permits, boolean discovery, long at) {
    long wait = 0;
    for (int i = 0; i < tariff.rules.size(); i++) {
      wait = Math.max(wait, waitFor(i, permits, discovery, at));
    }
    return wait;
  }

  /** Returns the first rule that asks for that wait. */
  int ruleOf(long wait, long permits, boolean discovery, long at) {
    int rule = 0;
    while (waitFor(rule, permits, discovery, at) != wait) {
      rule++;
    }
    return rule;
  }

  private long waitFor(int rule, long permits, boolean discovery, long at) {
    RuleSet rules = tariff.rules;
    long limit = rules.limit(rule, discovery);
    if (permits > limit) {
      return NEVER;
    }
    if (rule >= rules.windows) {
      return Math.max(0, backlog(rule, at) - (limit - permits) * rules.span[rule]);
    }
    int over = (int) (count(rule) + permits - limit);
    return over <= 0 ? 0 : rules.span[rule] - (at - moment(count(rule) - over));
  }

  /** Takes permits that are free. */
  void take(long permits, long at) {
    RuleSet rules = tariff.rules;
    if (rules.windows > 0) {
      for (int i = 0; i < rules.windows - 1; i++) {
        setCount(i, (int) (count(i) + permits));
      }
      for (long i = 0; i < permits; i++) {
        add(at);
      }
    }
    newest = at;
    for (int i = rules.windows; i < rules.size(); i++) {
      setBack(i, at + backlog(i, at) + permits * rules.span[i]);
    }
  }

  /** Returns how many permits are left under that rule. */
  long remaining(int rule, boolean discovery, long at) {
    RuleSet rules = tariff.rules;
    long limit = rules.limit(rule, discovery);
    if (rule < rules.windows) {
      return Math.max(0, limit - count(rule));
    }
    return rules.permitsIn(rule, limit * rules.span[rule] - backlog(rule, at));
  }

  /** Returns how long until all permits are back under that rule. */
  long waitForAll(int rule, long at) {
    if (rule >= tariff.rules.windows) {
      return backlog(rule, at);
    }
    return count(rule) == 0 ? 0 : tariff.rules.span[rule] - (at - newest);
  }

  /** Returns whether a new meter would decide alike. */
  boolean isIdle(long now) {
    RuleSet rules = tariff.rules;
    boolean idle =
        size() == 0
            || (now - newest >= 0 && now - newest >= rules.span[Math.max(0, rules.windows - 1)]);
    for (int i = rules.windows; i < rules.size(); i++) {
      idle &= backlog(i, now) == 0;
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
    long[] carried = new long[other.rules.size()];
    for (int i = other.rules.windows; i < carried.length; i++) {
      carried[i] = backlogUnder(other.rules.rules[i], at);
    }
    clear(other);
    newest = taken.length == 0 ? at : taken[0];
    clearRates(newest);
    for (long moment : taken) {
      moveTo(moment);
      takeRemembered(moment);
    }
    for (int i = other.rules.windows; i < carried.length; i++) {
      setBack(i, at + Math.max(backlog(i, at), carried[i]));
    }
  }

  private void takeRemembered(long moment) {
    RuleSet rules = tariff.rules;
    if (rules.windows > 0) {
      if (size() > rules.capacity) { // it admits fewer than were taken: the newest count
        keep(rules.capacity);
      }
      add(moment);
      for (int i = 0; i < rules.windows - 1; i++) {
        setCount(i, Math.min(size(), count(i) + 1));
      }
    }
    for (int i = rules.windows; i < rules.size(); i++) {
      long most = rules.limit[i] * rules.span[i];
      setBack(i, moment + Math.min(most, backlog(i, moment) + rules.span[i]));
    }
  }

  /** Returns the moments that are remembered, oldest first; a rate remembers how many, not when. */
  private long[] remembered(long at) {
    RuleSet rules = tariff.rules;
    if (rules.windows > 0) {
      long[] moments = new long[size()];
      for (int i = 0; i < moments.length; i++) {
        moments[i] = moment(moments.length - 1 - i);
      }
      return moments;
    }
    long most = 0;
    for (int i = 0; i < rules.size(); i++) {
      most = Math.max(most, (backlog(i, at) + rules.span[i] - 1) / rules.span[i]);
    }
    long[] moments = new long[(int) Math.min(most, QuotaRule.MOST_IN_WINDOW)];
    Arrays.fill(moments, at);
    return moments;
  }

  private long backlogUnder(QuotaRule rate, long at) {
    for (int i = tariff.rules.windows; i < tariff.rules.size(); i++) {
      if (tariff.rules.rules[i].equals(rate)) {
        return backlog(i, at);
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
    for (int i = rules.windows; i < rules.size(); i++) {
      setBack(i, now + Math.min(rules.limit[i] * rules.span[i], backlog(i, now)));
    }
    return now;
  }

  private int count(int window) {
    RuleSet rules = tariff.rules;
    return window == rules.windows - 1 ? size() : charAt(rules.countAt(window));
  }

  private void setCount(int window, int count) {
    if (window == tariff.rules.windows - 1) {
      keep(count);
    } else {
      setCharAt(tariff.rules.countAt(window), count);
    }
  }

  private long backlog(int rate, long at) {
    return Math.max(0, longAt((rate - tariff.rules.windows) * Long.BYTES) - at);
  }

  private void setBack(int rate, long moment) {
    setLongAt((rate - tariff.rules.windows) * Long.BYTES, moment);
  }

  private void clearRates(long now) {
    for (int i = tariff.rules.windows; i < tariff.rules.size(); i++) {
      setBack(i, now);
    }
  }
}
