// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeTime time = FakeTime.create(Instant.EPOCH);
  private final List<String> events = new ArrayList<>();

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(time.instant()).isEqualTo(time.instant()).isEqualTo(Instant.EPOCH);

    time.advance(Duration.ofMillis(1500));

    assertThat(time.instant()).isEqualTo("1970-01-01T00:00:01.500Z");
  }

  @Test
  void nanoTimeMovesWithTheClockAndOverflowsAfterOneMinute() {
    long before = time.nanoTime();

    time.advance(Duration.ofSeconds(61));

    assertThat(time.nanoTime() - before).isEqualTo(61_000_000_000L);
    assertThat(time.nanoTime()).isNegative();
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S");
  }

  @Test
  void runsDueTimersInOrderEachAtItsDueTime() {
    time.schedule(SECOND.multipliedBy(2), () -> events.add("b at " + time.instant()));
    time.schedule(SECOND, () -> events.add("a at " + time.instant()));
    time.schedule(SECOND.multipliedBy(2), () -> events.add("c at " + time.instant()));
    time.schedule(SECOND.multipliedBy(4), () -> events.add("too late"));

    time.advance(SECOND.multipliedBy(3));

    assertThat(events)
        .containsExactly(
            "a at 1970-01-01T00:00:01Z", "b at 1970-01-01T00:00:02Z", "c at 1970-01-01T00:00:02Z");
    assertThat(time.instant()).isEqualTo("1970-01-01T00:00:03Z");
    assertThat(time.pendingTimers()).isEqualTo(1);
  }

  @Test
  void runsTimersOnTheThreadThatAdvances() {
    Thread[] ranOn = new Thread[1];
    time.schedule(SECOND, () -> ranOn[0] = Thread.currentThread());

    time.advance(SECOND);

    assertThat(ranOn[0]).isSameAs(Thread.currentThread());
  }

  @Test
  void runsTimersThatATimerSetsWithinTheSpan() {
    time.schedule(
        SECOND,
        () -> {
          time.schedule(SECOND, () -> events.add("within"));
          time.schedule(SECOND.multipliedBy(2), () -> events.add("beyond"));
        });

    time.advance(SECOND.multipliedBy(2));

    assertThat(events).containsExactly("within");
  }

  @Test
  void runsATimerWithoutDelayAtTheNextAdvanceAndNotBefore() {
    time.schedule(Duration.ZERO, () -> events.add("zero"));
    time.schedule(SECOND.negated(), () -> events.add("negative"));
    assertThat(events).isEmpty();

    time.advance(Duration.ZERO);

    assertThat(events).containsExactly("zero", "negative");
    assertThat(time.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void cancelledTimerDoesNotRun() {
    Runnable task = () -> events.add("ran");
    TimeSource.Timer cancelled = time.schedule(SECOND, task);
    time.schedule(SECOND, task);

    cancelled.cancel();
    cancelled.cancel();
    time.advance(SECOND);

    assertThat(events).containsExactly("ran");
  }

  @Test
  void throwsWhatATimerThrewAfterTheOthersRan() {
    time.schedule(
        SECOND,
        () -> {
          throw new IllegalStateException("first");
        });
    time.schedule(SECOND, () -> events.add("second"));

    assertThatThrownBy(() -> time.advance(SECOND)).hasMessage("first");

    assertThat(events).containsExactly("second");
    assertThatCode(() -> time.advance(SECOND)).doesNotThrowAnyException();
  }

  @Test
  void throwsAtTheNextAdvanceWhatATimerThrewDuringASleep() throws InterruptedException {
    time.schedule(
        SECOND,
        () -> {
          throw new AssertionError("in a sleep");
        });

    time.sleep(SECOND);

    assertThatThrownBy(() -> time.advance(Duration.ZERO)).hasMessage("in a sleep");
  }

  @Test
  void sleepMovesTheClockRunsTimersAndIsRecorded() throws InterruptedException {
    time.schedule(SECOND, () -> events.add("due while asleep"));

    time.sleep(Duration.ofSeconds(3));
    time.sleep(Duration.ZERO);

    assertThat(time.instant()).isEqualTo("1970-01-01T00:00:03Z");
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(3), Duration.ZERO);
    assertThat(events).containsExactly("due while asleep");
  }

  @Test
  void sleepOfAnInterruptedThreadThrowsAndDoesNotMoveTheClock() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.sleep(SECOND)).isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(time.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void interruptByATimerEndsTheSleepAtThatMoment() {
    Thread sleeper = Thread.currentThread();
    time.schedule(SECOND, sleeper::interrupt);

    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(5)))
        .isInstanceOf(InterruptedException.class);

    assertThat(time.instant()).isEqualTo("1970-01-01T00:00:01Z");
  }

  @Test
  void longestDurationsAreCappedNotRefused() throws InterruptedException {
    time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> events.add("never"));

    time.sleep(Duration.ofDays(365));

    assertThat(events).isEmpty();
    assertThat(time.pendingTimers()).isEqualTo(1);
  }

  @Test
  void tasksThatSetOneAnotherForeverAreFound() {
    Runnable[] again = new Runnable[1];
    again[0] = () -> time.schedule(Duration.ZERO, again[0]);
    again[0].run();

    assertThatThrownBy(() -> time.advance(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("they set one another");
  }

  @Test
  void manyThreadsLoseNoSleepAndNoTimer() throws InterruptedException {
    int threads = 8;
    int rounds = 500;
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int round = 0; round < rounds; round++) {
                    time.schedule(Duration.ofMillis(1), ran::incrementAndGet);
                    time.sleep(Duration.ofMillis(1));
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      worker.start();
      workers.add(worker);
    }
    start.countDown();
    for (Thread worker : workers) {
      worker.join();
    }
    time.advance(Duration.ofMillis(1));

    assertThat(ran).hasValue(threads * rounds);
    assertThat(time.slept()).hasSize(threads * rounds);
    assertThat(time.pendingTimers()).isZero();
  }
}
