// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sixteen threads on one key get what the rules' formulas say. */
class OversellTest {
  private static final int THREADS = 16;

  /** Of real time for each rule. */
  private static final int SECONDS = Integer.getInteger("ccaas.oversell.seconds", 0);

  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final Duration RUN = Duration.ofMillis(200);

  /** So short that the burst holds what comes back while every thread's late answer moves on. */
  private static final Duration STEP = Duration.ofNanos(500_000);

  private static final List<QuotaRule> RULES =
      List.of(QuotaRule.window(500, PERIOD), QuotaRule.rate(500, PERIOD, 100));

  @Test
  void saturatedThreadsGetThePlanExactly() throws Exception {
    FakeTime time = FakeTime.create();
    QuotaLimiter limiter = QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).build();
    QuotaSubject subject = QuotaSubject.of("shared");

    long admitted = 0;
    for (int step = 0; step < 400; step++) { // 200 seconds
      admitted += Together.run(THREADS, () -> limiter.tryAcquire(subject, 1).isAllowed() ? 1 : 0);
      time.advance(Duration.ofMillis(500));
    }

    assertThat(admitted).isEqualTo(180);
  }

  @Test
  void callerStoppedBetweenClockAndLockSellsNothingTwice() {
    for (QuotaRule rule : RULES) {
      SteppingTime time = new SteppingTime();
      QuotaLimiter limiter = limiter(rule, time);
      QuotaSubject subject = QuotaSubject.of("shared");
      limiter.tryAcquire(subject, 1);
      time.meanwhile(
          () -> {
            time.step(Duration.ofMinutes(1));
            assertThat(limiter.tryAcquire(subject, rule.burst()).isAllowed()).isTrue();
          });

      assertThat(limiter.tryAcquire(subject, 1).isAllowed()).as(rule.name()).isFalse();
      assertThat(limiter.tryAcquire(subject, 1).isAllowed()).as(rule.name()).isFalse();
    }
  }

  @Test
  void clockThatRunsMeanwhileSellsThePlanExactly() throws Exception {
    for (QuotaRule rule : RULES) {
      FakeTime time = FakeTime.create();
      QuotaLimiter limiter = limiter(rule, time);
      AtomicInteger turn = new AtomicInteger();
      AtomicLong refused = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();

      long admitted =
          Together.run(
              THREADS,
              () ->
                  turn.getAndIncrement() == 0
                      ? runClock(time, refused, over)
                      : askUntil(over, limiter, refused));

      assertThat(admitted).as(rule.name()).isEqualTo(rule.mostIn(RUN.plusNanos(1)));
    }
  }

  @Test
  void realTimeIsNeitherOversoldNorWasted() throws Exception {
    if (SECONDS == 0) {
      System.out.println("NOT RUN: 16 threads in real time, needs -Dccaas.oversell.seconds=60");
      return;
    }
    TimeSource time = TimeSource.system();
    for (QuotaRule rule : RULES) {
      QuotaLimiter limiter = limiter(rule, time);
      long begin = time.nanoTime();
      long end = begin + Duration.ofSeconds(SECONDS).toNanos();

      long admitted = Together.run(THREADS, () -> hammer(limiter, time, end));

      long most = rule.mostIn(Duration.ofNanos(time.nanoTime() - begin));
      System.out.println(rule + ": " + admitted + " admitted of " + most + " in " + SECONDS + " s");
      assertThat(admitted).isBetween(most * 99 / 100, most);
    }
  }

  private static QuotaLimiter limiter(QuotaRule rule, TimeSource time) {
    return QuotaLimiter.builder(QuotaPolicy.builder(QuotaPlan.of("default", rule)).build())
        .time(time)
        .build();
  }

  /**
   * Goes from step to step once nothing is left at this one: of so many refusals one at least is no
   * late answer to a thread that had asked before the step.
   */
  @SuppressWarnings("ThreadPriorityCheck") // lets the others ask meanwhile
  private static long runClock(FakeTime time, AtomicLong refused, AtomicBoolean over) {
    long end = time.nanoTime() + RUN.toNanos();
    while (!over.get()) {
      long enough = refused.get() + THREADS;
      while (refused.get() < enough) {
        Thread.yield();
      }
      if (time.nanoTime() == end) {
        over.set(true);
      } else {
        time.advance(STEP);
      }
    }
    return 0;
  }

  private static long askUntil(AtomicBoolean over, QuotaLimiter limiter, AtomicLong refused) {
    QuotaSubject subject = QuotaSubject.of("shared");
    long admitted = 0;
    while (!over.get()) {
      if (limiter.tryAcquire(subject, 1).isAllowed()) {
        admitted++;
      } else {
        refused.incrementAndGet();
      }
    }
    return admitted;
  }

  private static long hammer(QuotaLimiter limiter, TimeSource time, long end) {
    QuotaSubject subject = QuotaSubject.of("shared");
    long admitted = 0;
    while (time.nanoTime() - end < 0) {
      admitted += limiter.tryAcquire(subject, 1).isAllowed() ? 1 : 0;
    }
    return admitted;
  }
}
