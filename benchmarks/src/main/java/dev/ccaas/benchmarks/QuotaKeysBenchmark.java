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
 * is asked every 1.4 seconds, in an order that caches cannot foresee, and admitted. Bucket4j's
 * buckets lie in a Caffeine cache of at most a million, as ours are at most a million. The same
 * keys, made beforehand, for both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QuotaKeysBenchmark {
  private static final int KEYS = 100_000;
  private static final Duration STEP = Duration.ofMillis(1_400).dividedBy(KEYS);

  private final QuotaKey[] keys = new QuotaKey[KEYS];
  private int at;
  private QuotaLimiter limiter;
  private LoadingCache<QuotaKey, Bucket> cache;

  /** Makes both; each key's state comes while it warms up. */
  @Setup
  public void create() {
    limiter =
        QuotaBenchmark.limiter(
            new FastTime(false, STEP),
            QuotaRule.window(8, Duration.ofSeconds(1)),
            QuotaRule.window(45, Duration.ofMinutes(1)));
    FastTime time = new FastTime(false, STEP);
    cache = Caffeine.newBuilder().maximumSize(1_000_000).build(key -> QuotaBenchmark.bucket(time));
    for (int i = 0; i < KEYS; i++) {
      keys[i] = QuotaKey.of("production", "consumer-" + i);
    }
    Collections.shuffle(Arrays.asList(keys), new Random(1));
  }

  /** Ours. */
  @Benchmark
  public boolean keys() {
    return limiter.tryAcquire(next(), 1).isAllowed();
  }

  /** Bucket4j on Caffeine. */
  @Benchmark
  public boolean buckets() {
    return cache.get(next()).tryConsume(1);
  }

  /** Proves that ours admitted every time, as a refusal costs something else. */
  @TearDown
  public void check() {
    if (!limiter.report().entries().isEmpty()) {
      throw new IllegalStateException("refused where all were to be admitted");
    }
  }

  private QuotaKey next() {
    at = at == KEYS - 1 ? 0 : at + 1;
    return keys[at];
  }
}
