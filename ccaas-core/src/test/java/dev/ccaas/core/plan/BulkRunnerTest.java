// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRunnerTest {
  private final ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Thread> made = new ConcurrentLinkedQueue<>();

  private BulkRunner.Builder runner(int inFlight) {
    return BulkRunner.builder(new HandClock())
        .inFlight(inFlight)
        .threads(
            work -> {
              Thread thread = new Thread(work);
              made.add(thread);
              return thread;
            });
  }

  private List<Runnable> units(int count, IntConsumer work) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                (Runnable)
                    () -> {
                      ran.add(n);
                      work.accept(n);
                    })
        .toList();
  }

  @Test
  void oneInFlightRunsInOrderOnTheCallersThread() {
    List<Thread> workers = new ArrayList<>();

    BulkOutcome outcome = runner(1).build().run(units(5, n -> workers.add(Thread.currentThread())));

    assertThat(ran).containsExactly(0, 1, 2, 3, 4);
    assertThat(workers).containsOnly(Thread.currentThread());
    assertThat(made).isEmpty();
    assertThat(outcome.started()).isEqualTo(5);
    assertThat(outcome.failures()).isEmpty();
  }

  @Test
  void runsAsManyAtATimeAsAllowedAndNeverMore() {
    CyclicBarrier allIn = new CyclicBarrier(8);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    BulkOutcome outcome =
        runner(8)
            .build()
            .run(
                units(
                    80,
                    n -> {
                      most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                      await(allIn); // would never open with fewer
                      inFlight.decrementAndGet();
                    }));

    assertThat(most).hasValue(8);
    assertThat(outcome.started()).isEqualTo(80);
    assertThat(ran).doesNotHaveDuplicates().hasSize(80);
    assertThat(made).hasSize(7).noneMatch(Thread::isAlive);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noMoreThreadsThanUnits() {
    runner(100).build().run(units(3, n -> {}));

    assertThat(made).hasSize(2);
  }

  @Test
  void nothingToDoEndsAtOnce() {
    assertThat(runner(4).build().run(List.of()).started()).isZero();
    assertThat(made).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aUnitThatThrowsHasFailedAndTheOthersGoOn(int inFlight) {
    RuntimeException odd = new IllegalStateException("odd");

    BulkOutcome outcome =
        runner(inFlight)
            .build()
            .run(
                units(
                    20,
                    n -> {
                      if (n % 2 == 1) {
                        throw odd;
                      }
                    }));

    assertThat(ran)
        .containsExactlyInAnyOrder(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(outcome.started()).isEqualTo(20);
    assertThat(outcome.failures().keySet()).containsExactly(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
    assertThat(outcome.failures().values()).containsOnly(odd);
  }

  @Test
  void cancelStopsBeforeTheNextUnit() {
    BulkOutcome outcome =
        runner(1).cancelled(() -> ran.size() == 3).build().run(units(10, n -> {}));

    assertThat(outcome.started()).isEqualTo(3);
    assertThat(ran).containsExactly(0, 1, 2);
  }

  @Test
  void whatIsInFlightWhenCancelComesEnds() {
    CyclicBarrier allIn = new CyclicBarrier(4);
    AtomicInteger ended = new AtomicInteger();

    BulkOutcome outcome =
        runner(4)
            .cancelled(() -> ran.size() >= 4)
            .build()
            .run(
                units(
                    100,
                    n -> {
                      await(allIn);
                      ended.incrementAndGet();
                    }));

    assertThat(outcome.started()).isEqualTo(4);
    assertThat(ended).hasValue(4);
    assertThat(ran).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void anInterruptInsideAUnitStopsTheRunAndIsKept() {
    BulkOutcome outcome =
        runner(1)
            .build()
            .run(
                units(
                    10,
                    n -> {
                      if (n == 2) {
                        Thread.currentThread().interrupt();
                      }
                    }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.started()).isEqualTo(3);
  }

  @Test
  void anInterruptOfTheWaitingCallerLetsThoseInFlightEnd() {
    Thread caller = Thread.currentThread();
    CountDownLatch helperIsIn = new CountDownLatch(1); // else the caller might do both
    CountDownLatch callerIsFree = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    List<Runnable> units = new ArrayList<>();
    Runnable unit =
        () -> {
          if (Thread.currentThread() == caller) {
            await(helperIsIn);
            callerIsFree.countDown();
          } else {
            helperIsIn.countDown();
            await(callerIsFree);
            caller.interrupt();
          }
          ended.incrementAndGet();
        };
    units.add(unit);
    units.add(unit);

    BulkOutcome outcome = runner(2).build().run(units);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).hasValue(outcome.started());
    assertThat(made).noneMatch(Thread::isAlive);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anErrorEndsTheRunAndReachesTheCaller(int inFlight) {
    Error broken = new StackOverflowError("planted");

    assertThatThrownBy(
            () ->
                runner(inFlight)
                    .build()
                    .run(
                        units(
                            1000,
                            n -> {
                              if (n == 5) {
                                throw broken;
                              }
                            })))
        .isSameAs(broken);

    assertThat(made).noneMatch(Thread::isAlive);
    if (inFlight == 1) {
      assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void aCancelSignalThatThrowsEndsTheRunAndReachesTheCaller() {
    RuntimeException odd = new IllegalStateException("odd");

    assertThatThrownBy(
            () ->
                runner(3)
                    .cancelled(
                        () -> {
                          throw odd;
                        })
                    .build()
                    .run(units(10, n -> {})))
        .isSameAs(odd);

    assertThat(ran).isEmpty();
  }

  @Test
  void aFactoryThatRefusesLeavesTheWorkToTheCaller() {
    BulkOutcome outcome = runner(4).threads(work -> null).build().run(units(10, n -> {}));

    assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(outcome.started()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void refusesAnOddNumberInFlight(int inFlight) {
    assertThatThrownBy(() -> runner(inFlight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(inFlight + " (expected: 1 to 1000)");
  }

  @Test
  void failuresCanNotBeChangedAfterwards() {
    assertThat(Map.copyOf(runner(1).build().run(units(1, n -> {})).failures())).isEmpty();
    assertThatThrownBy(
            () -> runner(1).build().run(List.of()).failures().put(1, new Exception("late")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
