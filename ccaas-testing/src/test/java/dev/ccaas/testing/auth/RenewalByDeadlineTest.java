// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why tokens are renewed by deadline; see docs/decisions/0005-renewal-by-deadline.md. */
class RenewalByDeadlineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();
  private final Instant start = time.instant();

  /** The source document's rule: look now and then, renew with less than 15 minutes left. */
  private static final class PollingDaemon {
    private final FakeTime time;
    private final TokenDoor door;
    private final Duration period;
    private AccessToken token;
    private Instant expiry;

    PollingDaemon(FakeTime time, TokenDoor door, int minutes) {
      this.time = time;
      this.door = door;
      this.period = Duration.ofMinutes(minutes);
      renew();
      poll();
    }

    private void poll() {
      time.schedule(
          period,
          () -> {
            if (time.instant().plus(Duration.ofMinutes(15)).isAfter(expiry)) {
              renew();
            }
            poll();
          });
    }

    private void renew() {
      token = door.fetch();
      expiry = time.instant().plus(token.lifetime().orElseThrow());
    }
  }

  @Test
  @Tag("S0.edge1.2")
  void theDocumentsDaemonLosesItsOwnTwoHourTokenAt120Minutes() {
    TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
    PollingDaemon daemon = new PollingDaemon(time, door, 45);

    assertThat(untilLost(daemon, door)).isEqualTo(Duration.ofHours(2));
    time.advance(Duration.ofMinutes(14));
    assertThat(door.isAlive(daemon.token)).isFalse();
    time.advance(MINUTE); // the check at 135 minutes finds a token that has been dead for 15
    assertThat(door.isAlive(daemon.token)).isTrue();
  }

  @Test
  void pollingAsOftenAsTheThresholdStillLosesATokenOf12Minutes() {
    TokenDoor door = new TokenDoor(time, Duration.ofMinutes(12));

    assertThat(untilLost(new PollingDaemon(time, door, 15), door))
        .isEqualTo(Duration.ofMinutes(12));
  }

  @Test
  @Tag("S0.edge1.2")
  void oursNeverLosesThatTokenInAMonth() {
    TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
    try (CachingTokenProvider tokens = provider(door)) {
      for (Instant end = start.plus(Duration.ofDays(30)); time.instant().isBefore(end); ) {
        int before = door.exchanges();
        AccessToken token = tokens.token();
        assertThat(door.isAlive(token)).isTrue();
        assertThat(door.exchanges() - before).isEqualTo(before == 0 ? 1 : 0); // nobody waits
        time.advance(MINUTE);
      }
      assertThat(door.exchanges()).isBetween(30 * 24 * 60 / 105, 30 * 24 * 60 / 103);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 5})
  @Tag("S0.edge1.1")
  void aSequenceOf15MinutesSeesNoExpiredTokenWhateverTheLifetime(int lifetimeMinutes) {
    TokenDoor door = new TokenDoor(time, Duration.ofMinutes(lifetimeMinutes));
    try (CachingTokenProvider tokens = provider(door)) {
      AccessToken first = tokens.token();
      for (int second = 0; second < 15 * 60; second++) {
        assertThat(door.isAlive(tokens.token())).isTrue();
        time.advance(Duration.ofSeconds(1));
      }
      assertThat(door.isAlive(first)).isFalse();
    }
  }

  @Test
  void aFleetStartedAtOnceDoesNotRenewAtOnce() {
    Random random = new Random(42);
    TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
    List<CachingTokenProvider> fleet = new ArrayList<>(); // one that nobody holds is not renewed
    for (int i = 0; i < 100; i++) {
      fleet.add(CachingTokenProvider.builder(door).time(time).random(random).build());
      fleet.get(i).token();
    }
    time.advance(Duration.ofMinutes(105).minusSeconds(90));

    int most = 0;
    for (int second = 0; second < 90; second++) {
      int before = door.exchanges();
      time.advance(Duration.ofSeconds(1));
      most = Math.max(most, door.exchanges() - before);
    }

    assertThat(door.exchanges()).isEqualTo(200);
    assertThat(most).isLessThan(10);
    fleet.forEach(CachingTokenProvider::close);
  }

  private Duration untilLost(PollingDaemon daemon, TokenDoor door) {
    while (door.isAlive(daemon.token)) {
      time.advance(MINUTE);
    }
    return Duration.between(start, time.instant());
  }

  private CachingTokenProvider provider(TokenDoor door) {
    return CachingTokenProvider.builder(door).time(time).random(new Random(1)).build();
  }
}
