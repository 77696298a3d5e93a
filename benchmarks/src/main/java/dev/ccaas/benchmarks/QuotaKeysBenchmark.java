// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaRule;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One decision on one of 100,000 keys, by 8 a second and 45 a minute, on {@link FastTime}: each key
 * is asked every 1.4 seconds, in an order that caches cannot foresee, and admitted; more than a
 * minute of that is over. Bucket4j's buckets lie in a Caffeine cache of at most a million, as ours
 * are at most a million.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QuotaKeysBenchmark {
  private static final int KEYS = 100_000;
  private static final int REQUESTS_BEFORE = 50;

  /** Ours. */
  @Benchmark
  public boolean keys(Ours ours) {
    return ours.ask();
  }

  /** Bucket4j on Caffeine. */
  @Benchmark
  public boolean buckets(Buckets buckets) {
    return buckets.ask();
  }

  /** The same keys for both, made beforehand. */
  abstract static class Keys {
    final FastTime time = new FastTime(false, Duration.ofMillis(1_400).dividedBy(KEYS));
    private final QuotaKey[] keys = new QuotaKey[KEYS];
    private int at;

    /** Makes them, and what is kept of each. */
    @Setup
    public void create() {
      for (int i = 0; i < KEYS; i++) {
        keys[i] = QuotaKey.of("production", "consumer-" + i);
      }
      Collections.shuffle(Arrays.asList(keys), new Random(1));
      for (int i = 0; i < REQUESTS_BEFORE * KEYS; i++) {
        ask();
      }
    }

    abstract boolean ask();

    final QuotaKey next() {
      at = at == KEYS - 1 ? 0 : at + 1;
      return keys[at];
    }
  }

  /** A limiter of ours. */
  @State(Scope.Thread)
  public static class Ours extends Keys {
    private final QuotaLimiter limiter =
        QuotaBenchmark.limiter(
            time,
            QuotaRule.window(8, Duration.ofSeconds(1)),
            QuotaRule.window(45, Duration.ofMinutes(1)));

    @Override
    boolean ask() {
      return limiter.tryAcquire(next(), 1).isAllowed();
    }

    /** Proves that it admitted every time, as a refusal costs something else. */
    @TearDown
    public void check() {
      if (!limiter.report().entries().isEmpty()) {
        throw new IllegalStateException("refused where all were to be admitted");
      }
    }
  }

  /** Buckets of Bucket4j. */
  @State(Scope.Thread)
  public static class Buckets extends Keys {
    private final LoadingCache<QuotaKey, Bucket> cache =
        Caffeine.newBuilder().maximumSize(1_000_000).build(key -> QuotaBenchmark.bucket(time));

    @Override
    boolean ask() {
      return cache.get(next()).tryConsume(1);
    }
  }
}
