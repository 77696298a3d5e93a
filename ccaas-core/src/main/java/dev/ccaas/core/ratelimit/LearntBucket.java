// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * One bucket and what the platform said of it: a permit is in use from its taking until its answer,
 * and then until it is back. Not safe for use by many threads.
 *
 * <p>The platform sees a request somewhere between the two, so it never sees more than the bucket
 * admits, however long requests travel.
 */
final class LearntBucket {
  /** The wait for more than the bucket ever holds. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int LOST_AFTER_PERIODS = 10;

  private final Bucket bucket;
  private final long period;
  private final Stamps open = new Stamps();
  private final Spent spent;
  private long limit;

  // What the platform says is left, until it starts anew.
  private boolean told;
  private long left;
  private long toldUntil;

  private boolean closed;
  private long closedUntil;

  LearntBucket(Bucket bucket) {
    this.bucket = bucket;
    this.period = bucket.periodNanos();
    this.spent = bucket.spent();
    this.limit = bucket.permits();
  }

  /** Returns the rule that holds now, in words. */
  String rule() {
    String family = bucket.whose().family();
    if (closed) {
      return "the platform's Retry-After for " + family;
    }
    if (bucket.isUnlimited()) {
      return "what the platform says is left for " + family;
    }
    boolean learnt = limit < bucket.permits();
    return bucket.rule(limit) + (learnt ? ", the platform's limit for " : " for ") + family;
  }

  /** Returns whether a number of the platform is one that this bucket could have by itself. */
  boolean reaches(long number) {
    return number >= bucket.permits();
  }

  /** Forgets what no longer counts; comes before every other question. */
  void moveTo(long now) {
    spent.moveTo(now);
    open.removeOlder(now, LOST_AFTER_PERIODS * period);
    told = told && now - toldUntil < 0;
    closed = closed && now - closedUntil < 0;
  }

  boolean isIdle() {
    return open.size() + spent.size() == 0 && !told && !closed;
  }

  /** Returns how many permits can be taken now, negative if too many are. */
  long free() {
    long ours = limit - spent.size();
    return (told ? Math.min(ours, left) : ours) - open.size();
  }

  /** Returns how long until so many can be taken, if all answers come now; 0 if at once. */
  long waitFor(long wanted, long now) {
    if (wanted > limit) {
      return NEVER;
    }
    long missing = wanted + open.size() + spent.size() - limit;
    long wait = missing <= 0 ? 0 : spent.waitFor((int) missing, open.size(), now);
    if (told && wanted > left - open.size()) {
      wait = Math.max(wait, toldUntil - now);
    }
    return closed ? Math.max(wait, closedUntil - now) : wait;
  }

  /** Returns the same if one permit is kept for somebody else, who takes it after that long. */
  long waitBehind(long other, long wanted, long now) {
    return wanted < limit ? waitFor(wanted + 1, now) : Math.max(waitFor(wanted, now), other + 1);
  }

  void take(long permits, long now) {
    for (long i = 0; i < permits; i++) {
      open.add(now);
    }
  }

  /** Counts an answer, and believes what it says is left. */
  void answered(RateLimitStatus status, long now) {
    if (open.size() > 0) { // else it was given up for lost
      open.removeOldest();
    }
    spent.add(now);
    if (status.remaining().isEmpty() || status.reset().isEmpty()) {
      left = Math.max(0, left - 1);
      return;
    }
    // No window lasts longer than twice its period: a platform that says so is mistaken.
    Duration longest = Duration.ofNanos(2 * period);
    Duration reset = status.reset().get();
    long until = now + (reset.compareTo(longest) > 0 ? longest : reset).toNanos();
    // Answers of one window differ by rounding and travel, those of the next by a whole period.
    boolean another = !told || until - toldUntil > period / 2;
    long remaining = status.remaining().getAsLong();
    left = another ? remaining : Math.min(left, remaining);
    toldUntil = another || until - toldUntil < 0 ? until : toldUntil;
    told = true;
  }

  /** Takes over the platform's number, but never above our own, and never nothing for good. */
  void learn(OptionalLong allowed) {
    if (allowed.isPresent() && !bucket.isUnlimited()) { // of which we know no period
      limit = Math.max(1, Math.min(bucket.permits(), allowed.getAsLong()));
    }
  }

  void closeUntil(long moment) {
    closedUntil = closed && closedUntil - moment > 0 ? closedUntil : moment;
    closed = true;
  }
}
