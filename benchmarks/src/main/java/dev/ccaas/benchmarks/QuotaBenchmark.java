// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One decision on one key, by 8 a second and 45 a minute where two limits are possible.
 *
 * <p>Ours and Bucket4j's run on {@link FastTime}, whose reading costs what one of the machine's
 * clock does, or nothing. It goes on by 1.4 seconds for an admission: 45 a minute are nearly used
 * up and never quite. For a refusal it goes on by 50 nanoseconds, after all 45 were taken; ours
 * counts refusals for its report too. Others read the machine's clock by themselves, and get a
 * limit that is never reached.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QuotaBenchmark {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration OFTEN = Duration.ofNanos(50);
  private static final Duration SELDOM = Duration.ofMillis(1_400);
  private static final long PLENTY = 1_000_000_000;

  /** Whether ours and Bucket4j have a clock that costs nothing. */
  @Param({"false", "true"})
  boolean freeClock;

  private final QuotaSubject subject = QuotaSubject.of("greedy");
  private FastTime time;
  private QuotaLimiter windows;
  private QuotaLimiter rates;
  private QuotaLimiter exhausted;
  private Bucket bucket;
  private Bucket emptyBucket;
  private RateLimiter guava;
  private io.github.resilience4j.ratelimiter.RateLimiter resilience4j;
  private io.github.resilience4j.ratelimiter.RateLimiter emptyResilience4j;
  private dev.failsafe.RateLimiter<Object> failsafe;

  /** Makes every limiter. */
  @Setup
  public void create() {
    QuotaRule[] exact = {QuotaRule.window(8, SECOND), QuotaRule.window(45, MINUTE)};
    QuotaRule[] gcra = {QuotaRule.rate(8, SECOND, 8), QuotaRule.rate(45, MINUTE, 45)};
    time = new FastTime(freeClock, OFTEN);
    windows = limiter(new FastTime(freeClock, SELDOM), exact);
    rates = limiter(new FastTime(freeClock, SELDOM), gcra);
    FastTime ours = new FastTime(freeClock, OFTEN);
    exhausted = limiter(ours, exact);
    exhaust(ours, () -> exhausted.tryAcquire(subject, 1).isAllowed());
    bucket = bucket(new FastTime(freeClock, SELDOM));
    FastTime theirs = new FastTime(freeClock, OFTEN);
    emptyBucket = bucket(theirs);
    exhaust(theirs, () -> emptyBucket.tryConsume(1));
    guava = RateLimiter.create(PLENTY);
    resilience4j = resilience4j((int) PLENTY, SECOND);
    emptyResilience4j = resilience4j(45, MINUTE);
    failsafe = dev.failsafe.RateLimiter.<Object>burstyBuilder(PLENTY, SECOND).build();
  }

  /** Ours, two exact windows, with what is left. */
  @Benchmark
  public Decision windows() {
    return windows.tryAcquire(subject, 1);
  }

  /** Ours, two rates with burst, with what is left. */
  @Benchmark
  public Decision rates() {
    return rates.tryAcquire(subject, 1);
  }

  /** Bucket4j, two bandwidths, yes or no. */
  @Benchmark
  public boolean bucket4j() {
    return bucket.tryConsume(1);
  }

  /** Bucket4j, two bandwidths, with what is left. */
  @Benchmark
  public ConsumptionProbe bucket4jProbe() {
    return bucket.tryConsumeAndReturnRemaining(1);
  }

  /** Resilience4j, one limit. */
  @Benchmark
  public boolean resilience4j() {
    return resilience4j.acquirePermission();
  }

  /** Failsafe, one bursty limit. */
  @Benchmark
  public boolean failsafe() {
    return failsafe.tryAcquirePermit();
  }

  /** Guava, one rate. */
  @Benchmark
  public boolean guava() {
    return guava.tryAcquire();
  }

  /** Ours refuses, with what is left and when to come again. */
  @Benchmark
  public Decision refusal() {
    return exhausted.tryAcquire(subject, 1);
  }

  /** Bucket4j refuses, with what is left and when to come again. */
  @Benchmark
  public ConsumptionProbe bucket4jRefusal() {
    return emptyBucket.tryConsumeAndReturnRemaining(1);
  }

  /** Resilience4j refuses. */
  @Benchmark
  public boolean resilience4jRefusal() {
    return emptyResilience4j.acquirePermission();
  }

  /** The clock, which each of these reads once. */
  @Benchmark
  public long clock() {
    return time.nanoTime();
  }

  /** Proves that nobody was refused where all were to be admitted. */
  @TearDown
  public void check() {
    boolean refused =
        !windows.report().entries().isEmpty()
            || !rates.report().entries().isEmpty()
            || !bucket.tryConsume(1);
    if (refused) {
      throw new IllegalStateException("refused where all were to be admitted");
    }
  }

  /** Takes all that is to be had within six seconds. */
  private static void exhaust(FastTime time, BooleanSupplier admits) {
    for (int second = 0; second < 6; second++) {
      while (admits.getAsBoolean()) {
        // takes
      }
      time.pass(SECOND);
    }
  }

  static QuotaLimiter limiter(TimeSource time, QuotaRule... rules) {
    return QuotaLimiter.builder(QuotaPolicy.builder(QuotaPlan.of("default", rules)).build())
        .time(time)
        .build();
  }

  static Bucket bucket(io.github.bucket4j.TimeMeter time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(8).refillGreedy(8, SECOND))
        .addLimit(limit -> limit.capacity(45).refillGreedy(45, MINUTE))
        .withCustomTimePrecision(time)
        .build();
  }

  private static io.github.resilience4j.ratelimiter.RateLimiter resilience4j(
      int permits, Duration period) {
    return io.github.resilience4j.ratelimiter.RateLimiter.of(
        "one",
        RateLimiterConfig.custom()
            .limitForPeriod(permits)
            .limitRefreshPeriod(period)
            .timeoutDuration(Duration.ZERO)
            .build());
  }
}
