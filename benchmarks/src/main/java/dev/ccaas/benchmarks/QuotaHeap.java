// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.benchmarks.Interval.Verdict;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaRule;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a key takes of the heap whose 45 permits are all in use, and what a bucket of Bucket4j
 * takes: the heap after a collection, less that of a map of the same keys.
 */
final class QuotaHeap {
  private static final int KEYS = 700_000; // many, so that a map's table weighs little
  private static final double MOST = 260;

  private QuotaHeap() {}

  static void print() {
    QuotaKey[] keys = new QuotaKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = QuotaKey.of("production", "consumer-" + i);
    }
    double map = perKey(() -> map(keys));
    double ours = perKey(() -> limiter(keys)) - map;
    double bucket4j = perKey(() -> buckets(keys)) - map;
    System.out.printf(
        Locale.ROOT,
        "heap per full key: %.0f B, Bucket4j %.0f B (map entry: %.0f B), <= 260: %s%n",
        ours,
        bucket4j,
        map,
        ours <= MOST ? Verdict.PASS : Verdict.FAIL);
  }

  private static double perKey(java.util.function.Supplier<Object> made) {
    long before = used();
    Object kept = made.get();
    long after = used();
    java.lang.ref.Reference.reachabilityFence(kept);
    return (double) (after - before) / KEYS;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Object map(QuotaKey[] keys) {
    ConcurrentHashMap<QuotaKey, Object> map = new ConcurrentHashMap<>();
    for (QuotaKey key : keys) {
      map.put(key, Boolean.TRUE);
    }
    return map;
  }

  private static Object buckets(QuotaKey[] keys) {
    ConcurrentHashMap<QuotaKey, Bucket> map = new ConcurrentHashMap<>();
    for (QuotaKey key : keys) {
      map.put(key, QuotaBenchmark.bucket(TimeMeter.SYSTEM_NANOTIME));
    }
    return map;
  }

  private static Object limiter(QuotaKey[] keys) {
    HandTime time = new HandTime();
    QuotaLimiter limiter =
        QuotaBenchmark.limiter(
            time,
            QuotaRule.window(8, Duration.ofSeconds(1)),
            QuotaRule.window(45, Duration.ofMinutes(1)));
    for (int i = 0; i < 45; i++) {
      for (QuotaKey key : keys) {
        if (!limiter.tryAcquire(key, 1).isAllowed()) {
          throw new IllegalStateException("refused at " + i);
        }
      }
      time.now += Duration.ofMillis(200).toNanos();
    }
    return limiter;
  }

  /** A clock that is moved by hand. */
  private static final class HandTime implements TimeSource {
    private long now;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration duration) {
      throw new UnsupportedOperationException("nothing is waited for");
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException("no timer is set");
    }
  }
}
