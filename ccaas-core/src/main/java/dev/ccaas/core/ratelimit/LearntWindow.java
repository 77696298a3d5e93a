// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import java.util.OptionalLong;

/**
 * One exact rolling window: at most so many permits from their taking until a period after their
 * answer, and what the platform said of it. Not safe for use by many threads.
 *
 * <p>The platform sees a request somewhere between the two, so it never sees more in a period than
 * the limit, however long requests travel.
 */
final class LearntWindow {
  /** The wait for more than the window ever holds. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int LOST_AFTER_PERIODS = 10;

  private final long ceiling;
  private final long period;
  private final Stamps open = new Stamps();
  private final Stamps answered = new Stamps();
  private long limit;

  // What the platform says is left, until it starts anew.
  private boolean told;
  private long left;
  private long toldUntil;

  private boolean closed;
  private long closedUntil;

  LearntWindow(long ceiling, long period) {
    this.ceiling = ceiling;
    this.period = period;
    this.limit = ceiling;
  }

  long limit() {
    return limit;
  }

  boolean isClosed() {
    return closed;
  }

  /** Forgets what no longer counts; comes before every other question. */
  void moveTo(long now) {
    answered.removeOlder(now, period);
    open.removeOlder(now, LOST_AFTER_PERIODS * period);
    told = told && now - toldUntil < 0;
    closed = closed && now - closedUntil < 0;
  }

  boolean isIdle() {
    return open.size() + answered.size() == 0 && !told && !closed;
  }

  /** Returns how many permits can be taken now, negative if too many are. */
  long free() {
    long ours = limit - answered.size();
    return (told ? Math.min(ours, left) : ours) - open.size();
  }

  /** Returns how long until so many can be taken, if all answers come now; 0 if at once. */
  long waitFor(long wanted, long now) {
    if (wanted > limit) {
      return NEVER;
    }
    long wait = ownWait(wanted, now);
    if (told && wanted > left - open.size()) {
      wait = Math.max(wait, toldUntil - now);
    }
    return closed ? Math.max(wait, closedUntil - now) : wait;
  }

  private long ownWait(long wanted, long now) {
    long missing = wanted + open.size() + answered.size() - limit;
    if (missing <= 0) {
      return 0;
    }
    return missing > answered.size() ? period : period - (now - answered.get((int) missing - 1));
  }

  void take(long permits, long now) {
    for (long i = 0; i < permits; i++) {
      open.add(now);
    }
  }

  /** Counts an answer that does not speak of this window. */
  void answered(long now) {
    settle(now);
    left = Math.max(0, left - 1);
  }

  /** Counts an answer, and believes what it says is left until then. */
  void answered(long now, long remaining, long until) {
    settle(now);
    // Answers of one window differ by rounding and travel, those of the next by a whole period.
    boolean another = !told || until - toldUntil > period / 2;
    left = another ? remaining : Math.min(left, remaining);
    toldUntil = another || until - toldUntil < 0 ? until : toldUntil;
    told = true;
  }

  private void settle(long now) {
    if (open.size() > 0) { // else it was given up for lost
      open.removeOldest();
    }
    answered.add(now);
  }

  /** Takes over the platform's number, but never above the ceiling, and never nothing for good. */
  void learn(OptionalLong allowed) {
    allowed.ifPresent(number -> limit = Math.max(1, Math.min(ceiling, number)));
  }

  void closeUntil(long moment) {
    closedUntil = closed && closedUntil - moment > 0 ? closedUntil : moment;
    closed = true;
  }
}
