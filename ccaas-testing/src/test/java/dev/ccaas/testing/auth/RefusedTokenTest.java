// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusedTokenTest {
  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
  private final CachingTokenProvider tokens =
      CachingTokenProvider.builder(door).time(time).random(() -> 0L).build();

  @Test
  void aRefusedTokenIsReplacedByOneExchange() {
    AccessToken first = tokens.token();

    tokens.invalidate(first);
    tokens.invalidate(first);

    assertThat(tokens.token()).isNotEqualTo(first).isSameAs(tokens.token());
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void aNewerTokenSurvivesALateRefusalOfAnOlderOne() {
    AccessToken first = tokens.token();
    tokens.invalidate(first);
    AccessToken second = tokens.token();

    tokens.invalidate(first);

    assertThat(tokens.token()).isSameAs(second);
  }

  @Test
  void tokensAreComparedByValue() {
    AccessToken first = tokens.token();

    tokens.invalidate(AccessToken.bearer(Secret.of(first.value().reveal())));

    assertThat(tokens.token()).isNotEqualTo(first);
  }

  @Test
  void refusalBeforeAnyTokenDoesNothing() {
    tokens.invalidate(AccessToken.bearer(SecretCanary.secret()));

    assertThat(door.exchanges()).isZero();
  }

  @Test
  void nothingIsExchangedUntilSomebodyAsks() {
    tokens.invalidate(tokens.token());

    time.advance(Duration.ofDays(1));

    assertThat(door.exchanges()).isEqualTo(1);
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void manyThreadsThatSawOneRefusalCauseOneExchange() throws Exception {
    int threads = 64;
    AccessToken refused = tokens.token();
    CyclicBarrier start = new CyclicBarrier(threads);
    Set<AccessToken> got = ConcurrentHashMap.newKeySet();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker =
          new Thread(
              () -> {
                awaitAll(start);
                tokens.invalidate(refused);
                got.add(tokens.token());
              });
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }

    assertThat(got).hasSize(1).doesNotContain(refused);
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void aRefusedTokenThatTheDoorGivesAgainIsGivenToCallersButDoesNotLoop() {
    AccessToken stubborn = tokens.token();
    for (int i = 0; i < 1_000; i++) {
      door.next(token -> stubborn);
    }

    for (int call = 0; call < 600; call++) { // ten minutes of one refused call per second
      tokens.invalidate(tokens.token());
      assertThat(tokens.token()).isEqualTo(stubborn);
      time.advance(Duration.ofSeconds(1));
    }

    // the back-off's count: at 0, 1, 3, 7, 15, 31, 63, then every 48 seconds
    assertThat(door.exchanges()).isEqualTo(1 + 7 + 11);
  }

  @Test
  void aDoorThatGivesTheSameDyingTokenIsAskedADozenTimes() {
    AccessToken dying = tokens.token();
    Instant death = time.instant().plus(Duration.ofHours(2));
    for (int i = 0; i < 1_000; i++) {
      door.next(
          token -> dying.withLifetime(Duration.ofSeconds(time.instant().until(death, SECONDS))));
    }

    time.advance(Duration.ofHours(2).minusSeconds(1));

    assertThat(door.exchanges()).isBetween(10, 14);
  }

  @Test
  void aNewTokenAfterAStubbornDoorEndsTheBackoff() {
    AccessToken stubborn = tokens.token();
    door.next(token -> stubborn);
    tokens.invalidate(stubborn);
    assertThat(tokens.token()).isEqualTo(stubborn);
    time.advance(Duration.ofSeconds(1));
    tokens.invalidate(stubborn);
    AccessToken fresh = tokens.token();
    assertThat(fresh).isNotEqualTo(stubborn);

    tokens.invalidate(fresh);

    assertThat(tokens.token()).isNotEqualTo(fresh);
    assertThat(door.exchanges()).isEqualTo(4);
  }

  @Test
  void aRefusalWhileTheDoorIsShutFailsWithItsFailureAndNoRequest() {
    AccessToken first = tokens.token();
    RuntimeException shut = new IllegalStateException("shut");
    door.failNext(1, shut);
    time.advance(Duration.ofMinutes(105));
    assertThat(tokens.token()).isSameAs(first);

    tokens.invalidate(first);

    assertThatThrownBy(tokens::token).isSameAs(shut);
    assertThat(door.exchanges()).isEqualTo(2);
    time.advance(Duration.ofSeconds(1));
    assertThat(tokens.token()).isNotEqualTo(first);
  }

  private static void awaitAll(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
