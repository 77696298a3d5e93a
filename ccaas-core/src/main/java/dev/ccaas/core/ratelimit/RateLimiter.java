// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Decides whether a caller may proceed now.
 *
 * <p>Never blocks and never sends anything: waiting is the caller's choice. Safe for use by many
 * threads.
 */
public interface RateLimiter {

  /**
   * Returns the decision for that many permits under that key; a refusal takes none.
   *
   * @param permits at least 1
   * @throws IllegalArgumentException if permits is below 1
   */
  Decision tryAcquire(QuotaKey key, long permits);

  /**
   * Takes in what the platform said of that key's quota in its answer to a request that was
   * admitted; by default does nothing.
   *
   * <p>The pipeline calls it once for each permit, after the answer, with {@link
   * RateLimitStatus#none()} if none came.
   */
  default void observe(QuotaKey key, RateLimitStatus status) {}

  /**
   * Takes in how many requests wait under that key, so that a limiter can be fair to those who have
   * waited longest; by default does nothing.
   *
   * <p>The pipeline calls it whenever that number has changed.
   *
   * @param requests 0 if nobody waits any more
   */
  default void demand(QuotaKey key, int requests) {}

  /** Returns a limiter that admits everything. */
  static RateLimiter unlimited() {
    return (key, permits) -> Decision.allowed("unlimited", Long.MAX_VALUE);
  }

  /**
   * Returns a limiter that admits, for each key, at most that many permits in any period of that
   * length (an exact rolling window), counted on this machine.
   *
   * <p>Memory grows with the number of keys and, for each key, with the number of permits; the
   * {@code ccaas-ratelimit} module will bound both.
   */
  static RateLimiter rollingWindow(long permits, Duration period, TimeSource time) {
    return new RollingWindowLimiter(permits, period, time);
  }

  /**
   * Returns a limiter that starts with that ceiling and learns from {@link #observe} what the
   * platform admits.
   *
   * <p>The last part of a key is a family of requests, the others say who pays (a key of one part
   * is both). All families of a payer together get at most that many permits in any period of that
   * length, and a family for which the platform allows fewer gets no more than those; a request
   * that finds no room in both takes from neither. What the platform says is left is believed until
   * its window starts anew; its {@code Retry-After} closes the family for that long, at most a day.
   *
   * <p>A permit is in use until a period after its answer, or after 10 periods without one; so a
   * limiter of this kind is for callers that tell it of answers, as the pipeline does. Memory is
   * bounded: beyond 10,000 payers and families in use, new ones share one quota.
   *
   * @param permits 1 to 1,000,000; never exceeded, whatever the platform says
   * @param period more than zero, at most a day
   */
  static RateLimiter learning(long permits, Duration period, TimeSource time) {
    Bucket anybody = Bucket.window(QuotaKey.of("anybody"), permits, period);
    return learning(key -> List.of(anybody.of(key.payer()), anybody.of(key)), time);
  }

  /**
   * Returns a limiter whose requests draw from several buckets each, all or none, and that learns
   * from {@link #observe} what the platform admits.
   *
   * <p>What the platform says holds for the narrowest bucket, but for a number as high as that
   * bucket's own: that one, and what is left of it, are the widest's. Nothing raises a bucket's
   * number. {@code Retry-After} closes the narrowest for that long, at most a day.
   *
   * <p>A request that several buckets refuse by turns does not starve: while requests wait ({@link
   * #demand}), the key that has waited longest has one permit of each of its buckets kept for it.
   * Others are refused only what would take that permit.
   *
   * <p>Answers and memory are as in {@link #learning(long, Duration, TimeSource)}: beyond 10,000
   * buckets in use, new ones of one rule are one bucket.
   *
   * @param buckets what a key's requests draw from, from the widest to the narrowest, at least one;
   *     a bucket is the same wherever it is {@linkplain Bucket#equals equal}
   */
  static RateLimiter learning(Function<QuotaKey, List<Bucket>> buckets, TimeSource time) {
    return new LearningLimiter(buckets, time);
  }
}
