// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefreshFailureTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
  private final CachingTokenProvider tokens =
      CachingTokenProvider.builder(door).time(time).random(() -> 0L).build();
  private final CcaasException failure =
      ApiException.of(
          ApiFailure.builder("POST https://login.example.com/oauth/token", 503).build());

  @Test
  void callersInsideTheBackoffFailAtOnceWithTheLastFailure() {
    door.failNext(1, failure);
    assertThatThrownBy(tokens::token).isSameAs(failure);
    time.advance(SECOND.minusNanos(1));

    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(tokens::token).isSameAs(failure);
    }

    assertThat(door.exchanges()).isEqualTo(1);
  }

  @Test
  void theFirstCallerAfterTheBackoffTriesAgain() {
    door.failNext(1, failure);
    assertThatThrownBy(tokens::token).isSameAs(failure);

    time.advance(SECOND);

    assertThat(door.isAlive(tokens.token())).isTrue();
    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void aDoorThatStaysShutIsAskedLessAndLess() {
    door.failNext(1_000, failure);

    for (int second = 0; second < 600; second++) {
      assertThatThrownBy(tokens::token).isSameAs(failure);
      time.advance(SECOND);
    }

    // at 0, 1, 3, 7, 15, 31, 63, then every 48 seconds: 111, 159 … 591
    assertThat(door.exchanges()).isEqualTo(7 + 11);
  }

  @Test
  void aFailedRenewalIsRepeatedWithBackoffWhileTheTokenServes() {
    AccessToken first = tokens.token();
    List<Duration> tries = new ArrayList<>();
    var start = time.instant().plus(Duration.ofMinutes(105));
    for (int i = 0; i < 7; i++) {
      door.next(
          token -> {
            tries.add(Duration.between(start, time.instant()));
            throw failure;
          });
    }

    time.advance(Duration.ofMinutes(105).plusSeconds(110));

    assertThat(tokens.token()).isSameAs(first);
    assertThat(tries).map(Duration::toSeconds).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L);
    time.advance(SECOND);
    assertThat(tokens.token()).isNotEqualTo(first);
    assertThat(door.exchanges()).isEqualTo(9);
  }

  @Test
  @Tag("S0.2.17")
  void anExpiredTokenIsNeverGivenOutHoweverLongTheDoorIsShut() {
    tokens.token();
    door.failNext(1_000, failure);

    time.advance(Duration.ofHours(2).minusSeconds(30));

    assertThatThrownBy(tokens::token).isSameAs(failure);
  }

  @Test
  void afterExpiryTheDoorIsAskedOnlyWhenACallerAsks() {
    tokens.token();
    door.failNext(1_000, failure);
    time.advance(Duration.ofHours(2));
    int before = door.exchanges();

    time.advance(Duration.ofDays(10));
    assertThat(door.exchanges()).isEqualTo(before);
    assertThat(time.pendingTimers()).isZero();

    assertThatThrownBy(tokens::token).isSameAs(failure);
    assertThat(door.exchanges()).isEqualTo(before + 1);
  }

  @Test
  void renewalGoesOnAfterARecovery() {
    tokens.token();
    door.failNext(3, failure);

    time.advance(Duration.ofMinutes(105).multipliedBy(4));

    assertThat(door.exchanges()).isEqualTo(1 + 3 + 3); // the three failures cost 7 seconds
    assertThat(door.isAlive(tokens.token())).isTrue();
  }

  @Test
  void theDoorsOwnWaitIsKept() {
    CcaasException wait =
        ApiException.of(
            ApiFailure.builder("POST https://login.example.com/oauth/token", 429)
                .retryAfter(Duration.ofSeconds(90))
                .build());
    door.failNext(1, new RetriesExhaustedException(1, "told to wait too long", wait));
    assertThatThrownBy(tokens::token).hasRootCause(wait);

    time.advance(Duration.ofSeconds(89));
    assertThatThrownBy(tokens::token).hasRootCause(wait);
    assertThat(door.exchanges()).isEqualTo(1);

    time.advance(SECOND);
    assertThat(door.isAlive(tokens.token())).isTrue();
  }
}
