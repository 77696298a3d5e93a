// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No refusal is lost, whichever meter counts it and whoever reads meanwhile. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final QuotaSubject ANN = QuotaSubject.of("ann");
  private static final int THREADS = 4;
  private static final int REQUESTS = 50_000;

  private final FakeTime time = FakeTime.create();
  private final QuotaPolicy policy =
      QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(2, MINUTE))).build();

  @Test
  void nextMeterOfAKeyCountsOn() {
    QuotaLimiter limiter = limiter(10);
    assertThat(refused(limiter, 5)).isEqualTo(3);
    forget(limiter);
    assertThat(refused(limiter, 4)).isEqualTo(2);

    assertThat(refusals(limiter)).isEqualTo(5);
  }

  @Test
  void forgottenMeterLeavesItsCountAfterAReload() {
    QuotaLimiter limiter = limiter(10);
    assertThat(refused(limiter, 5)).isEqualTo(3);
    limiter.reload(policy.toBuilder().message("another").build());
    time.advance(MINUTE);
    assertThat(refused(limiter, 1)).isZero(); // under the new policy
    forget(limiter);

    assertThat(refusals(limiter)).isEqualTo(3);
    assertThat(refused(limiter, 3)).isEqualTo(1);
    assertThat(refusals(limiter)).isEqualTo(4);
  }

  @Test
  void noneIsLostWhileMetersComeAndGo() throws Exception {
    QuotaLimiter limiter = limiter(2);
    AtomicInteger turn = new AtomicInteger();
    AtomicInteger running = new AtomicInteger(THREADS);

    long seen =
        Together.run(
            THREADS + 2,
            () ->
                switch (turn.getAndIncrement()) {
                  case 0 -> comeAndGo(limiter, running);
                  case 1 -> read(limiter, running);
                  default -> ask(limiter, running);
                });

    assertThat(refusals(limiter)).isEqualTo(seen);
  }

  @Test
  void noneIsLostOfConsumersThatAreCountedTogether() throws Exception {
    QuotaLimiter limiter = limiter(100_000);
    for (int i = 0; i < Violations.MOST_CONSUMERS; i++) {
      limiter.tryAcquire(QuotaKey.of("k" + i), 3);
    }
    AtomicInteger turn = new AtomicInteger();

    Together.run(
        THREADS,
        () -> {
          QuotaKey key = QuotaKey.of("beyond" + turn.getAndIncrement());
          for (int i = 0; i < REQUESTS; i++) {
            limiter.tryAcquire(key, 3);
          }
          return 0;
        });

    assertThat(limiter.report().entries().get(0).refused()).isEqualTo(THREADS * REQUESTS);
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // lets the reader have its chance
  void whoReadsWaitsForTheMeterThatCounts() throws Exception {
    Tariff tariff = new Tariffs(policy, new ConcurrentHashMap<>(), time).of(ANN);
    Meter meter = new Meter(tariff, 0);
    Refusals refusals = new Refusals(ANN);
    assertThat(meter.lock()).isTrue();
    refusals.countedBy(meter);
    FutureTask<Long> reader =
        new FutureTask<>(() -> refusals.counted(0, Instant.EPOCH).get(0).refused());
    new Thread(reader).start();

    for (int i = 0; i < REQUESTS; i++) {
      refusals.count(tariff, "rule", 1, 0);
      Thread.yield();
      assertThat(reader.isDone()).isFalse();
    }
    meter.unlock();

    assertThat(reader.get()).isEqualTo(REQUESTS);
  }

  @Test
  void recordTellsTheFullestPeriodSinceTheOneBefore() {
    RecordingAuditSink audit = RecordingAuditSink.create();
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(2, Duration.ofSeconds(10))))
            .build();
    QuotaLimiter limiter = QuotaLimiter.builder(policy).time(time).audit(audit).build();
    limiter.tryAcquire(ANN, 100); // recorded at once
    time.advance(MINUTE);
    limiter.tryAcquire(ANN, 3); // recorded
    limiter.tryAcquire(ANN, 4); // of the same period, to be recorded
    time.advance(Duration.ofSeconds(20));
    limiter.tryAcquire(ANN, 5);
    time.advance(Duration.ofSeconds(40));
    limiter.tryAcquire(ANN, 3); // recorded

    assertThat(audit.events())
        .extracting(event -> event.attributes().get("demand"))
        .containsExactly("102", "5", "9");
    assertThat(limiter.report().entries().get(0).p95()).isEqualTo(102);
  }

  private static long ask(QuotaLimiter limiter, AtomicInteger running) {
    long refused = refused(limiter, REQUESTS);
    running.decrementAndGet();
    return refused;
  }

  private long comeAndGo(QuotaLimiter limiter, AtomicInteger running) {
    long refused = 0;
    for (int i = 0; running.get() > 0; i++) {
      time.advance(MINUTE);
      refused += limiter.tryAcquire(QuotaKey.of("k" + i % 100), 1).isAllowed() ? 0 : 1;
    }
    return refused;
  }

  private static long read(QuotaLimiter limiter, AtomicInteger running) {
    long last = 0;
    while (running.get() > 0) {
      long now = refusals(limiter);
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
    return 0;
  }

  private void forget(QuotaLimiter limiter) {
    time.advance(MINUTE);
    for (int i = 0; i < 5; i++) {
      limiter.tryAcquire(QuotaKey.of("k" + i), 1);
    }
  }

  private static long refused(QuotaLimiter limiter, int requests) {
    long refused = 0;
    for (int i = 0; i < requests; i++) {
      refused += limiter.tryAcquire(ANN, 1).isAllowed() ? 0 : 1;
    }
    return refused;
  }

  private static long refusals(QuotaLimiter limiter) {
    return limiter.report().entries().stream().mapToLong(CapacityReport.Entry::refused).sum();
  }

  private QuotaLimiter limiter(int keys) {
    return QuotaLimiter.builder(policy).time(time).most(keys).build();
  }
}
