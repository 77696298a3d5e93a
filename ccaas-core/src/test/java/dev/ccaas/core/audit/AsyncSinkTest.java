// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncSinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private final SlowSink target = new SlowSink();

  @Test
  void returnsAtOnceAndKeepsTheOrder() {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      for (String action : List.of("a", "b", "c")) {
        sink.record(event(action));
      }
      assertThat(target.events).isEmpty(); // it hangs
      target.released.countDown();
    }

    assertThat(target.events).containsExactly("a", "b", "c", "closed");
  }

  @Test
  void refusesWhatFindsNoRoom() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.fail(2, PATIENCE));

    assertThatThrownBy(() -> sink.record(event("LOST")))
        .isInstanceOf(AuditException.class)
        .hasMessage("LOST was not recorded: 2 events are waiting already")
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.FULL);
    target.released.countDown();
    sink.close();
    assertThat(target.events).containsExactly("first", "1", "2", "closed");
  }

  @Test
  void dropsAndCountsWhatFindsNoRoom() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.drop(2, PATIENCE));
    sink.record(event("LOST"));
    sink.record(event("LOST"));
    target.released.countDown();
    sink.close();

    assertThat(target.events).containsExactly("first", "AUDIT_GAP 2", "1", "2", "closed");
  }

  @Test
  void blockingWaitsForRoomUpToItsPatience() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.block(2, PATIENCE));
    Thread late = recording(sink, "3");
    target.released.countDown();
    late.join();
    sink.close();
    assertThat(target.events).containsExactly("first", "1", "2", "3", "closed");
  }

  @Test
  void blockingGivesUpWhenPatienceEnds() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.block(2, PATIENCE));
    List<Reason> reasons = new CopyOnWriteArrayList<>();
    Thread late =
        new Thread(
            () -> {
              try {
                sink.record(event("LOST"));
              } catch (AuditException e) {
                reasons.add(e.reason());
              }
            });
    startAndAwait(late);
    time.advance(PATIENCE);
    late.join();

    assertThat(reasons).containsExactly(Reason.TOO_SLOW);
    target.released.countDown();
    sink.close();
  }

  @Test
  void countsWhatTheSinkRefuses() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.fail(5, PATIENCE));
    target.refusals.set(2);
    sink.record(event("3"));
    target.released.countDown();
    sink.close();

    assertThat(target.events).containsExactly("first", "AUDIT_GAP 2", "3", "closed");
  }

  @Test
  void closingTellsWhatNobodyKnows() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.fail(5, PATIENCE));
    target.refusals.set(100);
    target.released.countDown();

    assertThatThrownBy(sink::close)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("2 events were dropped unrecorded");
    sink.close();
    assertThat(target.events).containsExactly("first", "closed");
  }

  @Test
  void closingGivesUpWhenPatienceEnds() throws InterruptedException {
    AuditSink sink = full(AuditBacklog.fail(5, PATIENCE));
    List<String> messages = new CopyOnWriteArrayList<>();
    Thread closing =
        new Thread(
            () -> {
              try {
                sink.close();
              } catch (AuditException e) {
                messages.add(e.reason() + " " + e.getMessage());
              }
            });
    startAndAwait(closing);
    time.advance(PATIENCE);
    closing.join();

    assertThat(messages)
        .containsExactly("TOO_SLOW 2 audit events or more were not recorded within PT30S");
    target.released.countDown();
  }

  @Test
  void takesNothingOnceClosed() {
    target.released.countDown();
    AuditSink sink = open(AuditBacklog.block(1, PATIENCE));
    sink.close();
    sink.close();

    assertThatThrownBy(() -> sink.record(event("LATE")))
        .isInstanceOf(AuditException.class)
        .hasMessage("LATE was not recorded: the sink is closed");
    assertThat(target.events).containsExactly("closed");
  }

  private AuditSink open(AuditBacklog backlog) {
    return AsyncSink.start(target, backlog, time);
  }

  /** Returns a sink with one event in the hands of its target, which hangs, and two waiting. */
  private AuditSink full(AuditBacklog backlog) throws InterruptedException {
    AuditSink sink = open(backlog);
    sink.record(event("first"));
    target.entered.await();
    sink.record(event("1"));
    sink.record(event("2"));
    return sink;
  }

  private static Thread recording(AuditSink sink, String action) {
    Thread thread = new Thread(() -> sink.record(event(action)));
    startAndAwait(thread);
    return thread;
  }

  private static void startAndAwait(Thread thread) {
    thread.start();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }

  /** Hangs until it is released, then refuses as often as it was told to. */
  private static final class SlowSink implements AuditSink {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public void record(AuditEvent event) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (!event.action().equals("first") && refusals.getAndDecrement() > 0) {
        throw new IllegalStateException("no");
      }
      String dropped = event.attributes().get("dropped");
      events.add(event.action() + (dropped == null ? "" : " " + dropped));
    }

    @Override
    public void close() {
      events.add("closed");
    }
  }
}
