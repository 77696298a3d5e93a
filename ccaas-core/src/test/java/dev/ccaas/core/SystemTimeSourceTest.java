// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real time passes here, so what is asserted is what happens and in which order, never when. */
@Timeout(60)
class SystemTimeSourceTest {
  private final TimeSource time = TimeSource.system();

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void runsTheTaskOnDaemonThreadOfItsOwn(long millis) {
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    time.schedule(Duration.ofMillis(millis), () -> ran.complete(Thread.currentThread()));

    assertThat(ran.join()).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
  }

  /** On a busy machine one of them may be due before it is cancelled, but never all. */
  @Test
  void cancelledTasksDoNotRun() {
    int tasks = 100;
    AtomicInteger ran = new AtomicInteger();
    CompletableFuture<Void> later = new CompletableFuture<>();

    for (int i = 0; i < tasks; i++) {
      time.schedule(Duration.ofMillis(100), ran::incrementAndGet).cancel();
    }
    time.schedule(Duration.ofMillis(200), () -> later.complete(null));

    later.join();
    assertThat(ran).hasValueLessThan(tasks);
  }

  @Test
  void cancellingTaskThatHasRunDoesNothing() {
    CompletableFuture<Void> ran = new CompletableFuture<>();

    TimeSource.Timer timer = time.schedule(Duration.ZERO, () -> ran.complete(null));
    ran.join();

    assertThatCode(timer::cancel).doesNotThrowAnyException();
  }

  @Test
  void taskThatBlocksHoldsUpNoOther() {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> blocked = new CompletableFuture<>();
    CompletableFuture<Boolean> other = new CompletableFuture<>();

    time.schedule(
        Duration.ZERO,
        () -> {
          try {
            release.await();
            blocked.complete(other.isDone());
          } catch (InterruptedException e) {
            blocked.completeExceptionally(e);
          }
        });
    time.schedule(Duration.ZERO, () -> other.complete(true));

    assertThat(other.join()).isTrue();
    release.countDown();
    assertThat(blocked.join()).isTrue();
  }

  @Test
  void taskThatThrowsEndsOnlyItself() {
    CompletableFuture<Void> next = new CompletableFuture<>();

    time.schedule(
        Duration.ZERO,
        () -> {
          time.schedule(Duration.ZERO, () -> next.complete(null));
          throw new IllegalStateException("planted: this task fails");
        });

    assertThatCode(next::join).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, 3600, Long.MAX_VALUE})
  void interruptedThreadDoesNotSleep(long seconds) {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(seconds)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0})
  void sleepOfNothingReturns(long seconds) {
    assertThatCode(() -> time.sleep(Duration.ofSeconds(seconds))).doesNotThrowAnyException();
  }

  @Test
  void longestDelayIsTaken() {
    assertThatCode(() -> time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel())
        .doesNotThrowAnyException();
  }
}
