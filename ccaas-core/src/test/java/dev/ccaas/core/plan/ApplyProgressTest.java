// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a run tells while it goes on. */
class ApplyProgressTest {
  private final HandClock time = new HandClock();
  private final List<ApplyProgress> told = Collections.synchronizedList(new ArrayList<>());

  private BulkOutcome run(int units, Duration each) {
    Runnable unit = () -> time.advance(each);
    return BulkRunner.builder(time)
        .listener(told::add)
        .build()
        .run(Collections.nCopies(units, unit));
  }

  @Test
  void tellsAtFirstAtLastAndOnceIn100MillisecondsBetween() {
    run(1000, Duration.ofMillis(1));

    assertThat(told).hasSize(12); // 0, 100, … 1000 ms, and the last one
    assertThat(told).first().extracting(ApplyProgress::done).isEqualTo(0);
    assertThat(told).last().extracting(ApplyProgress::done).isEqualTo(1000);
    assertThat(told.subList(0, 11))
        .extracting(progress -> progress.elapsed().toMillis())
        .containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L);
  }

  @Test
  void rateAndEstimateFollowTheLastMinute() {
    run(600, Duration.ofSeconds(1)); // ten minutes, past an overflow of the clock

    ApplyProgress half = told.get(300);
    assertThat(half.done()).isEqualTo(300);
    assertThat(half.total()).isEqualTo(600);
    assertThat(half.elapsed()).isEqualTo(Duration.ofMinutes(5));
    assertThat(half.perMinute()).isCloseTo(60, within(1.1));
    assertThat(half.estimatedLeft().orElseThrow()).isBetween(sec(294), sec(306));
    assertThat(told).last().extracting(p -> p.estimatedLeft().orElseThrow()).isEqualTo(sec(0));
  }

  private static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void aChangeOfSpeedShowsWithinAMinute() {
    AtomicInteger number = new AtomicInteger();
    Runnable unit = () -> time.advance(number.getAndIncrement() < 120 ? sec(1) : sec(10));
    BulkRunner.builder(time).listener(told::add).build().run(Collections.nCopies(130, unit));

    ApplyProgress last = told.get(told.size() - 1);
    assertThat(last.perMinute()).isCloseTo(6, within(0.2));
  }

  @Test
  void aStandstillForgetsTheRateAndEstimatesNothing() {
    MinuteRate rate = new MinuteRate();
    rate.add(0);
    assertThat(rate.at(0)).isEqualTo(60); // not more than if a second had passed
    assertThat(rate.at(sec(59).toNanos())).isPositive();
    assertThat(rate.at(sec(61).toNanos())).isZero();
    assertThat(rate.at(sec(100_000).toNanos())).isZero();

    assertThat(new ApplyProgress(1, 0, 2, sec(61), 0).estimatedLeft()).isEmpty();
    assertThat(new ApplyProgress(1, 0, 2, sec(61), 0))
        .hasToString("1 of 2 done, 0 failed, 0 per minute, left: unknown");
  }

  @Test
  void failuresAreDoneToo() {
    Runnable bad =
        () -> {
          throw new IllegalStateException("odd");
        };
    BulkRunner.builder(time).listener(told::add).build().run(List.of(bad, () -> {}, bad));

    ApplyProgress last = told.get(told.size() - 1);
    assertThat(last.done()).isEqualTo(3);
    assertThat(last.failed()).isEqualTo(2);
    assertThat(last).hasToString("3 of 3 done, 2 failed, 180 per minute, left: PT0S");
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    AtomicInteger calls = new AtomicInteger();
    BulkOutcome outcome =
        BulkRunner.builder(time)
            .listener(
                progress -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("odd");
                })
            .build()
            .run(Collections.nCopies(5, (Runnable) () -> time.advance(sec(1))));

    assertThat(outcome.started()).isEqualTo(5);
    assertThat(outcome.failures()).isEmpty();
    assertThat(calls).hasValue(7);
  }

  @Test
  void manyWorkersNeverTellBackwardsNorTwoAtATime() {
    AtomicInteger inside = new AtomicInteger();
    List<Integer> overlaps = Collections.synchronizedList(new ArrayList<>());
    BulkRunner.builder(time)
        .inFlight(8)
        .listener(
            progress -> {
              overlaps.add(inside.getAndIncrement());
              told.add(progress);
              inside.decrementAndGet();
            })
        .build()
        .run(Collections.nCopies(2000, (Runnable) () -> time.advance(Duration.ofMillis(50))));

    assertThat(overlaps).containsOnly(0);
    assertThat(told).extracting(ApplyProgress::done).isSorted();
    assertThat(told).last().extracting(ApplyProgress::done).isEqualTo(2000);
  }
}
