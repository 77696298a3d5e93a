// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that hangs: who waits, who shares the next write, who gives up. */
class GroupCommitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private TestDisk disk;

  @BeforeEach
  void insertDisk() throws IOException {
    disk = TestDisk.in(temp);
  }

  @AfterEach
  void letAllThreadsEnd() throws InterruptedException {
    released.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void oneWriteTakesAllThatWaited() throws Exception {
    try (AuditSink sink = hung(AuditBacklog.fail(100, PATIENCE))) {
      List<FutureTask<Reason>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(record(sink, "w" + i));
      }
      int before = disk.forces();
      released.countDown();
      for (FutureTask<Reason> task : waiting) {
        assertThat(task.get()).isNull();
      }

      assertThat(disk.forces()).isEqualTo(before + 1);
    }
    assertThat(Chain.in(temp).actions()).hasSize(21).startsWith("first", "w0", "w1");
  }

  /** Else each write would take only those that came while the one before was under way. */
  @Test
  void nextWriteWaitsMomentForThoseThatTheLastOneTold() throws Exception {
    HangingRound round = new HangingRound();
    GroupCommit commits =
        new GroupCommit(AuditBacklog.fail(10, Duration.ofHours(1)), time, round)
            .longestMoment(Duration.ofMinutes(1));
    List<FutureTask<Reason>> tasks = new ArrayList<>();
    tasks.add(
        start(
            () -> {
              commits.submit(new byte[1]);
              commits.submit(new byte[1]);
            }));
    hangs.await();
    tasks.add(start(() -> commits.submit(new byte[1])));
    tasks.add(start(() -> commits.submit(new byte[1])));
    time.advance(Duration.ofMinutes(2));
    released.countDown();
    for (FutureTask<Reason> task : tasks) {
      assertThat(task.get()).isNull();
    }

    assertThat(round.batches).containsExactly(1, 3);
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    try (AuditSink sink = hung(AuditBacklog.fail(2, PATIENCE))) {
      FutureTask<Reason> second = record(sink, "second");
      FutureTask<Reason> third = record(sink, "third");

      assertThatThrownBy(() -> sink.record(event("LOST")))
          .isInstanceOf(AuditException.class)
          .hasMessageContaining("2 events are waiting already")
          .extracting(e -> ((AuditException) e).reason())
          .isEqualTo(Reason.FULL);
      released.countDown();
      assertThat(second.get()).isNull();
      assertThat(third.get()).isNull();
    }
    assertThat(Chain.in(temp).actions()).containsExactly("first", "second", "third");
  }

  @Test
  void blockingWaitsForRoom() throws Exception {
    try (AuditSink sink = hung(AuditBacklog.block(1, PATIENCE))) {
      List<FutureTask<Reason>> waiting =
          List.of(record(sink, "second"), record(sink, "third"), record(sink, "fourth"));
      released.countDown();
      for (FutureTask<Reason> task : waiting) {
        assertThat(task.get()).isNull();
      }
    }
    assertThat(Chain.in(temp).actions()).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void droppingCountsWhatFoundNoRoom() throws Exception {
    try (AuditSink sink = hung(AuditBacklog.drop(1, PATIENCE))) {
      FutureTask<Reason> second = record(sink, "second");
      sink.record(event("LOST"));
      sink.record(event("LOST"));
      released.countDown();
      assertThat(second.get()).isNull();
    }

    assertThat(Chain.in(temp).actions()).containsExactly("first", LostEvents.GAP, "second");
    assertThat(Chain.in(temp).attributes(LostEvents.GAP).get("dropped").asText()).isEqualTo("2");
  }

  @Test
  void givesUpWhenPatienceEndsAndTakesTheEventBack() throws Exception {
    try (AuditSink sink = hung(AuditBacklog.fail(10, PATIENCE))) {
      FutureTask<Reason> late = record(sink, "late");
      time.advance(PATIENCE.minusMillis(1));
      FutureTask<Reason> later = record(sink, "later");
      time.advance(Duration.ofMillis(1));

      assertThat(late.get()).isEqualTo(Reason.TOO_SLOW);
      assertThat(later.isDone()).isFalse();
      time.advance(PATIENCE);
      assertThat(later.get()).isEqualTo(Reason.TOO_SLOW);
      released.countDown();
    }

    assertThat(Chain.in(temp).actions()).containsExactly("first");
  }

  @Test
  void closingWaitsForThoseThatWait() throws Exception {
    AuditSink sink = hung(AuditBacklog.fail(10, PATIENCE));
    FutureTask<Reason> second = record(sink, "second");
    FutureTask<Reason> closed = start(sink::close);

    assertThatThrownBy(() -> sink.record(event("LOST"))).hasMessageContaining("closed");
    released.countDown();

    assertThat(second.get()).isNull();
    assertThat(closed.get()).isNull();
    assertThat(Chain.in(temp).actions()).containsExactly("first", "second");
  }

  @Test
  void closingGivesUpButTheLogIsClosedOnceTheDiskComesBack() throws Exception {
    AuditSink sink = hung(AuditBacklog.fail(10, PATIENCE));
    FutureTask<Reason> closed = start(sink::close);
    time.advance(PATIENCE);

    assertThat(closed.get()).isEqualTo(Reason.TOO_SLOW);
    letAllThreadsEnd();
    JsonLinesAudit.builder(temp).time(time).build().close();
  }

  /** Writes nothing, and the first time only once it is released. */
  private final class HangingRound implements GroupCommit.Round {
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    @Override
    public void run(List<Entry> batch) {
      hangs.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      batches.add(batch.size());
      batch.forEach(entry -> entry.finish(Entry.Outcome.RECORDED));
    }

    @Override
    public boolean wanted() {
      return false;
    }
  }

  /** Returns a sink whose first record hangs in the disk. */
  private AuditSink hung(AuditBacklog backlog) throws InterruptedException {
    disk.onForce(
        () -> {
          hangs.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    AuditSink sink = JsonLinesAudit.builder(temp).files(disk).time(time).backlog(backlog).build();
    FutureTask<Reason> first = record(sink, "first");
    hangs.await();
    assertThat(first.isDone()).isFalse();
    return sink;
  }

  private FutureTask<Reason> record(AuditSink sink, String action) {
    return start(() -> sink.record(event(action)));
  }

  /** Runs it on a thread of its own, and returns once that waits. */
  private FutureTask<Reason> start(Runnable task) {
    FutureTask<Reason> result =
        new FutureTask<>(
            () -> {
              try {
                task.run();
                return null;
              } catch (AuditException e) {
                return e.reason();
              }
            });
    Thread thread = new Thread(result, "recording");
    threads.add(thread);
    thread.start();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return result;
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }
}
