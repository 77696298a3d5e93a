// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.testing.FakeTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachingTokenProviderTest {
  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
  private final CachingTokenProvider tokens = provider().build();

  private CachingTokenProvider.Builder provider() {
    return CachingTokenProvider.builder(door).time(time).random(() -> 0L);
  }

  @Test
  void asksTheDoorForNothingBeforeTheFirstCall() {
    time.advance(Duration.ofDays(1));

    assertThat(door.exchanges()).isZero();
  }

  @Test
  @Tag("S1.auth.4")
  void givesAFreshTokenAgainWithoutExchange() {
    AccessToken first = tokens.token();
    time.advance(Duration.ofMinutes(104));

    assertThat(tokens.token()).isSameAs(first);
    assertThat(door.exchanges()).isEqualTo(1);
  }

  @Test
  @Tag("S0.2.16")
  @Tag("S0.edge1.3")
  void renewsByItselfWhen15MinutesAreLeft() {
    AccessToken first = tokens.token();

    time.advance(Duration.ofMinutes(105).minusNanos(1));
    assertThat(door.exchanges()).isEqualTo(1);
    time.advance(Duration.ofNanos(1));

    assertThat(door.exchanges()).isEqualTo(2);
    assertThat(tokens.token()).isNotEqualTo(first);
  }

  @Test
  @Tag("S0.edge1.4")
  void givesTheStaleTokenWhileItsRenewalIsUnderWay() {
    AccessToken first = tokens.token();
    AccessToken[] during = new AccessToken[1];
    door.next(
        token -> {
          during[0] = tokens.token();
          return token;
        });

    time.advance(Duration.ofMinutes(105));

    assertThat(during[0]).isSameAs(first);
  }

  @Test
  @Tag("S1.auth.6")
  void renewsForEverWhileNobodyAsks() {
    tokens.token();

    time.advance(Duration.ofMinutes(105).multipliedBy(100));

    assertThat(door.exchanges()).isEqualTo(101);
    assertThat(time.pendingTimers()).isEqualTo(1);
  }

  @Test
  @Tag("S1.auth.5")
  void tokenCountsAsExpired30SecondsBeforeItDies() {
    CachingTokenProvider noRenewal = provider().refreshMargin(Duration.ofSeconds(30)).build();
    AccessToken first = noRenewal.token();
    RuntimeException refusal = new IllegalStateException("no renewal in this test");
    door.failNext(1, refusal);

    time.advance(Duration.ofHours(2).minusSeconds(30).minusNanos(1));
    assertThat(noRenewal.token()).isSameAs(first);
    time.advance(Duration.ofNanos(1));

    assertThatThrownBy(noRenewal::token).isSameAs(refusal);
  }

  @Test
  void fiveMinuteTokensAreRenewedHalfway() {
    door.lifetime(Duration.ofMinutes(5));
    tokens.token();

    time.advance(Duration.ofMinutes(149));

    assertThat(door.exchanges()).isEqualTo(60);
  }

  @Test
  void tokenWithoutLifetimeIsRenewedAfterHalfOfFiveMinutes() {
    door.next(token -> AccessToken.bearer(token.value()));
    tokens.token();

    time.advance(Duration.ofSeconds(150));

    assertThat(door.exchanges()).isEqualTo(2);
  }

  @Test
  void refusesMarginsThatContradictEachOtherAndNamesBoth() {
    assertThatThrownBy(
            () ->
                provider()
                    .refreshMargin(Duration.ofSeconds(10))
                    .expiryMargin(Duration.ofSeconds(11))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refreshMargin: PT10S")
        .hasMessageContaining("expiryMargin: PT11S");
    assertThatThrownBy(() -> provider().expiryMargin(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expiryMargin: PT-0.000000001S");
  }

  @Test
  void closedProviderGivesNoTokenAndLeavesNoTimer() {
    tokens.token();

    tokens.close();

    assertThatThrownBy(tokens::token).isInstanceOf(IllegalStateException.class);
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void closingDuringAnExchangeGivesItsTokenToNobody() {
    door.next(
        token -> {
          tokens.close();
          return token;
        });

    assertThatThrownBy(tokens::token)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void timerDoesNotKeepAnAbandonedProviderAlive() {
    CachingTokenProvider abandoned = provider().build();
    abandoned.token();
    WeakReference<CachingTokenProvider> reference = new WeakReference<>(abandoned);
    abandoned = null;

    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }

    assertThat(reference.get()).isNull();
    assertThat(time.pendingTimers()).isEqualTo(1);
    time.advance(Duration.ofDays(1));
    assertThat(door.exchanges()).isEqualTo(1);
    assertThat(time.pendingTimers()).isZero();
  }
}
