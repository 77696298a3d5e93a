// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.Decision;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one key has taken. One ring of moments serves all windows, which need only to know how many
 * of the newest they count; a rate needs the moment at which all its permits are back.
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

  /** Returns the admission of so many permits, or null if a rule has fewer left; takes none. */
  @Nullable Decision admission(long permits, boolean discovery, long now) {
    long at = moveTo(now);
    int tightest = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < tariff.rules.size(); i++) {
      long left = remaining(i, discovery, at);
      if (left < least) {
        least = left;
        tightest = i;
      }
    }
    return least < permits ? null : tariff.rules.allowed(tightest, least - permits);
  }

  /** Returns the refusal by the rule that asks for the longest wait; null if there is none. */
  @Nullable Decision refusal(long permits, boolean discovery, long now) {
    long at = moveTo(now);
    long longest = 0;
    int rule = 0;
    for (int i = 0; i < tariff.rules.size(); i++) {
      long wait = waitFor(i, permits, discovery, at);
      if (wait > longest) {
        longest = wait;
        rule = i;
      }
    }
    if (longest == 0) {
      return null;
    }
    // A clock that was held stands still for that long first.
    long all = longest == NEVER ? NEVER : longest + (at - now);
    return Decision.denied(
        tariff.rules.name(rule), remaining(rule, discovery, at), Duration.ofNanos(all));
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
    int count = count(rule, at);
    int over = (int) (count + permits - limit);
    return over <= 0 ? 0 : rules.span[rule] - (at - moment(count - over));
  }

  /** Takes permits that are free. */
  void take(long permits, long now) {
    long at = moveTo(now);
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

  /** Returns how many permits are left under that rule; forgets what no longer counts. */
  long remaining(int rule, boolean discovery, long at) {
    RuleSet rules = tariff.rules;
    long limit = rules.limit(rule, discovery);
    return rule < rules.windows
        ? Math.max(0, limit - count(rule, at))
        : rules.permitsIn(rule, limit * rules.span[rule] - backlog(rule, at));
  }

  /** Returns how long until all permits are back under that rule. */
  long waitForAll(int rule, long at) {
    if (rule >= tariff.rules.windows) {
      return backlog(rule, at);
    }
    return count(rule, at) == 0 ? 0 : tariff.rules.span[rule] - (at - newest);
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
      takeRemembered(moment);
    }
    for (int i = other.rules.windows; i < carried.length; i++) {
      setBack(i, at + Math.max(backlog(i, at), carried[i]));
    }
  }

  private void takeRemembered(long moment) {
    RuleSet rules = tariff.rules;
    if (rules.windows > 0) {
      if (count(rules.windows - 1, moment) > rules.capacity) {
        keep(rules.capacity); // they admit fewer than were taken: the newest count
      }
      for (int i = 0; i < rules.windows - 1; i++) {
        setCount(i, Math.min(size(), count(i)));
        setCount(i, count(i, moment) + 1);
      }
      add(moment);
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
      long[] moments = new long[count(rules.windows - 1, at)];
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

  /** Forgets what that window no longer counts, and returns how many permits it does. */
  private int count(int window, long at) {
    int before = count(window);
    long span = tariff.rules.span[window];
    int count = before;
    if (count > 0 && at - newest >= span) {
      count = 0;
    }
    while (count > 1 && at - moment(count - 1) >= span) {
      count--;
    }
    if (count < before) {
      setCount(window, count);
    }
    return count;
  }

  private int count(int window) {
    RuleSet rules = tariff.rules;
    return window == rules.windows - 1 ? size() : narrow(rules.countAt(window));
  }

  private void setCount(int window, int count) {
    if (window == tariff.rules.windows - 1) {
      keep(count);
    } else {
      setNarrow(tariff.rules.countAt(window), count);
    }
  }

  private long backlog(int rate, long at) {
    return Math.max(0, wide(rate - tariff.rules.windows) - at);
  }

  private void setBack(int rate, long moment) {
    setWide(rate - tariff.rules.windows, moment);
  }

  private void clearRates(long now) {
    for (int i = tariff.rules.windows; i < tariff.rules.size(); i++) {
      setBack(i, now);
    }
  }
}
