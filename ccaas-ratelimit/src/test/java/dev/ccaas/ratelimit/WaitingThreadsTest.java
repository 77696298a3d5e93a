// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who waits in {@link QuotaLimiter#acquire} holds nothing meanwhile: no lock, and of a virtual
 * thread no carrier. Before Java 21 there are none, and the same is asked of platform threads.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingThreadsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Far more than there are carriers, of which there is one per processor. */
  private static final int WAITERS = 50 + 10 * Runtime.getRuntime().availableProcessors();

  private final Bell bell = new Bell();

  @Test
  void anyNumberWaitsAtOnceAndAllGetTheirTurn() throws Exception {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(WAITERS, MINUTE));
    QuotaLimiter limiter =
        QuotaLimiter.builder(QuotaPolicy.builder(plan).build()).time(bell).build();
    QuotaSubject ann = QuotaSubject.of("ann");
    assertThat(limiter.tryAcquire(ann, WAITERS).isAllowed()).isTrue();

    ExecutorService threads = threads();
    try {
      List<Future<Decision>> turns = new ArrayList<>();
      for (int i = 0; i < WAITERS; i++) {
        turns.add(threads.submit(() -> limiter.acquire(ann, 1, MINUTE)));
      }
      assertThat(bell.asleep.await(30, TimeUnit.SECONDS)).as("all wait at once").isTrue();
      assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(MINUTE); // decides meanwhile
      bell.ring(MINUTE);
      for (Future<Decision> turn : turns) {
        assertThat(turn.get(30, TimeUnit.SECONDS).isAllowed()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(limiter.tryAcquire(ann, 1).isAllowed()).isFalse();
  }

  /** Returns an executor with a thread per task, a virtual one where there are such. */
  private static ExecutorService threads() throws ReflectiveOperationException {
    return Runtime.version().feature() < 21
        ? Executors.newCachedThreadPool()
        : (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /** A clock that stands until it rings for all sleepers. */
  private static final class Bell implements TimeSource {
    private final CountDownLatch asleep = new CountDownLatch(WAITERS);
    private final CountDownLatch rung = new CountDownLatch(1);
    private volatile long now;

    void ring(Duration moment) {
      now = moment.toNanos();
      rung.countDown();
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      asleep.countDown();
      rung.await();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
