// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SingleFlightTest {
  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
  private final CachingTokenProvider tokens =
      CachingTokenProvider.builder(door).time(time).random(() -> 0L).build();
  private final CountDownLatch doorEntered = new CountDownLatch(1);
  private final CountDownLatch doorOpen = new CountDownLatch(1);

  /** A thread that asks for a token, and what became of it. */
  private static final class Caller extends FutureTask<AccessToken> {
    private final Thread thread = new Thread(this);
    private final AtomicBoolean flagged;

    Caller(CachingTokenProvider tokens) {
      this(tokens, new AtomicBoolean());
    }

    private Caller(CachingTokenProvider tokens, AtomicBoolean flagged) {
      super(
          () -> {
            try {
              return tokens.token();
            } finally {
              flagged.set(Thread.currentThread().isInterrupted());
            }
          });
      this.flagged = flagged;
      thread.start();
    }

    Throwable failure() throws InterruptedException {
      try {
        throw new AssertionError("got " + get());
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }
  }

  private List<Caller> callers(int count) {
    List<Caller> callers = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> callers.add(new Caller(tokens)));
    return callers;
  }

  private void holdNextExchange() {
    door.next(
        token -> {
          doorEntered.countDown();
          try {
            doorOpen.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", Delivery.AMBIGUOUS, e);
          }
          return token;
        });
  }

  private static void awaitAllWaiting(List<Caller> callers) {
    for (Caller caller : callers) {
      while (caller.thread.getState() != Thread.State.WAITING && !caller.isDone()) {
        Thread.onSpinWait();
      }
    }
  }

  private static Caller leaderOf(List<Caller> callers) {
    return callers.stream()
        .filter(caller -> List.of(caller.thread.getStackTrace()).toString().contains("TokenDoor"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void manyCallersWithoutTokenCauseOneExchange() throws Exception {
    holdNextExchange();
    List<Caller> callers = callers(256);
    awaitAllWaiting(callers);

    doorOpen.countDown();

    AccessToken first = callers.get(0).get();
    for (Caller caller : callers) {
      assertThat(caller.get()).isSameAs(first);
    }
    assertThat(door.exchanges()).isEqualTo(1);
  }

  @Test
  void manyCallersWithAnExpiredTokenCauseOneExchange() throws Exception {
    tokens.token();
    time.advance(Duration.ofMinutes(104));
    door.failNext(100, new IllegalStateException("shut"));
    time.advance(Duration.ofMinutes(16).plusSeconds(60));
    door.reopen();
    int before = door.exchanges();
    holdNextExchange();
    List<Caller> callers = callers(256);
    awaitAllWaiting(callers);

    doorOpen.countDown();

    for (Caller caller : callers) {
      assertThat(door.isAlive(caller.get())).isTrue();
    }
    assertThat(door.exchanges() - before).isEqualTo(1);
  }

  @Test
  void allWhoWaitGetTheFailureOfTheOneExchange() throws Exception {
    RuntimeException failure = new IllegalStateException("shut");
    door.next(
        token -> {
          doorEntered.countDown();
          awaitUninterruptibly(doorOpen);
          throw failure;
        });
    List<Caller> callers = callers(32);
    awaitAllWaiting(callers);

    doorOpen.countDown();

    for (Caller caller : callers) {
      assertThat(caller.failure()).isSameAs(failure);
    }
    assertThat(door.exchanges()).isEqualTo(1);
  }

  @Test
  void anInterruptedWaiterLeavesAlone() throws Exception {
    holdNextExchange();
    List<Caller> callers = callers(8);
    awaitAllWaiting(callers);
    Caller leader = leaderOf(callers);
    List<Caller> waiters = callers.stream().filter(caller -> caller != leader).toList();

    waiters.get(0).thread.interrupt();

    assertThat(waiters.get(0).failure())
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT))
        .hasMessageContaining("Interrupted while waiting");
    assertThat(waiters.get(0).flagged).isTrue();
    doorOpen.countDown();
    for (Caller caller : waiters.subList(1, waiters.size())) {
      assertThat(caller.get()).isSameAs(leader.get());
    }
    assertThat(door.exchanges()).isEqualTo(1);
  }

  @Test
  void whenTheLeaderIsInterruptedOneWhoWaitsLeads() throws Exception {
    holdNextExchange();
    List<Caller> callers = callers(8);
    awaitAllWaiting(callers);
    Caller leader = leaderOf(callers);

    leader.thread.interrupt();

    assertThat(leader.failure()).isInstanceOf(TransportException.class).hasMessage("interrupted");
    for (Caller caller : callers) {
      if (caller != leader) {
        assertThat(caller.get().value().reveal()).endsWith("-2");
      }
    }
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void whenTheLeaderDiesOneWhoWaitsLeads() throws Exception {
    door.next(
        token -> {
          doorEntered.countDown();
          awaitUninterruptibly(doorOpen);
          throw new StackOverflowError("planted");
        });
    List<Caller> callers = callers(8);
    awaitAllWaiting(callers);
    Caller leader = leaderOf(callers);

    doorOpen.countDown();

    assertThat(leader.failure()).isInstanceOf(StackOverflowError.class);
    for (Caller caller : callers) {
      if (caller != leader) {
        assertThat(caller.get().value().reveal()).endsWith("-2");
      }
    }
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void theLeaderMakesTheExchangeOnItsOwnThread() {
    Thread[] ranOn = new Thread[1];
    door.next(
        token -> {
          ranOn[0] = Thread.currentThread();
          return token;
        });

    tokens.token();

    assertThat(ranOn[0]).isSameAs(Thread.currentThread());
  }

  @Test
  void callersGetTheStaleTokenWhileTheTimersThreadRenews() throws Exception {
    AccessToken first = tokens.token();
    holdNextExchange();
    Thread timer = new Thread(() -> time.advance(Duration.ofMinutes(105)));
    timer.start();
    doorEntered.await();

    for (Caller caller : callers(32)) {
      assertThat(caller.get()).isSameAs(first);
    }

    doorOpen.countDown();
    timer.join();
    assertThat(door.exchanges()).isEqualTo(2);
    assertThat(tokens.token()).isNotEqualTo(first);
  }

  @Test
  void callersJoinTheRenewalWhenTheTokenExpiresDuringIt() throws Exception {
    tokens.token();
    holdNextExchange();
    Thread timer = new Thread(() -> time.advance(Duration.ofMinutes(105)));
    timer.start();
    doorEntered.await();
    Thread clock = new Thread(() -> time.advance(Duration.ofMinutes(15)));
    clock.start();
    clock.join();
    List<Caller> callers = callers(32);
    awaitAllWaiting(callers);

    doorOpen.countDown();

    for (Caller caller : callers) {
      assertThat(caller.get().value().reveal()).endsWith("-2");
    }
    timer.join();
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void fetcherThatReturnsNullIsAFailureNotAToken() {
    door.next(token -> null);

    assertThatThrownBy(tokens::token)
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the token fetcher returned null");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
