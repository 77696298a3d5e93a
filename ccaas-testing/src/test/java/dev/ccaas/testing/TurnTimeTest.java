// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnTimeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TurnTime time = TurnTime.create();
  private final List<String> events = new ArrayList<>();
  private Instant start = Instant.MIN;

  @Test
  void eightWhoSleepOneMinutePassOneMinute() throws Exception {
    Duration took = run(8, sleeper -> time.sleep(MINUTE));

    assertThat(took).isEqualTo(MINUTE);
  }

  @Test
  void onlyOneRunsAtATimeInTheOrderOfWaking() throws Exception {
    run(
        3,
        number -> {
          time.sleep(Duration.ofSeconds(3 - number));
          for (int i = 0; i < 1_000; i++) { // no lock: only one may be here
            time.instant();
            events.add(number + " at " + time.instant().getEpochSecond());
          }
        });

    assertThat(events).hasSize(3_000);
    assertThat(events.stream().map(event -> event.substring(0, 1)).distinct())
        .containsExactly("2", "1", "0");
  }

  @Test
  void whoWaitsForAnotherLosesItsTurn() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();

    Duration took =
        run(
            2,
            number -> {
              if (number == 0) {
                answer.get();
              } else {
                time.sleep(MINUTE);
                answer.complete("late");
              }
            });

    assertThat(took).isEqualTo(MINUTE);
  }

  @Test
  void timerRunsWhenItIsDueUnlessItIsCancelled() throws Exception {
    run(
        1,
        number -> {
          time.schedule(MINUTE, () -> events.add("due"));
          time.schedule(MINUTE, () -> events.add("cancelled")).cancel();
          time.sleep(Duration.ofSeconds(59));
          assertThat(events).isEmpty();
          time.sleep(Duration.ofSeconds(2));
        });

    assertThat(events).containsExactly("due");
  }

  @Test
  void timerThatWasSetBeforeComesAfterTheWork() throws Exception {
    for (int i = 0; i < 100; i++) {
      TurnTime other = TurnTime.create();
      other.schedule(MINUTE, () -> events.add("due"));

      assertThat(other.run(other::instant)).isEqualTo(other.instant());
    }
    assertThat(events).isEmpty();
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    assertThatThrownBy(
            () ->
                time.run(
                    () -> {
                      throw new IllegalStateException("work");
                    }))
        .hasRootCauseMessage("work");
  }

  /** Runs so many threads of that work and returns how long that took. */
  private Duration run(int threads, Work work) throws Exception {
    return time.run(
        () -> {
          start = time.instant();
          List<Thread> all = new ArrayList<>();
          CompletableFuture<Void> failed = new CompletableFuture<>();
          for (int i = 0; i < threads; i++) {
            int number = i;
            Thread one =
                new Thread(
                    () -> {
                      try {
                        work.run(number);
                      } catch (Throwable e) {
                        failed.completeExceptionally(e);
                      }
                    });
            one.start();
            while (one.getState() != Thread.State.WAITING // for its turn, which is ours
                && one.getState() != Thread.State.TERMINATED) {
              Thread.onSpinWait();
            }
            all.add(one);
          }
          for (Thread one : all) {
            one.join();
          }
          failed.complete(null);
          failed.get();
          return Duration.between(start, time.instant());
        });
  }

  private interface Work {
    void run(int number) throws Exception;
  }
}
