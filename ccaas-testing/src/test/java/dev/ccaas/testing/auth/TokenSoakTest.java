// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSoakTest {
  private static final Duration STEP = Duration.ofMillis(20);

  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofSeconds(1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noExpiredTokenIsGivenOutInTenMinutesOfAFaultyDoor(long seed) {
    Random random = new Random(seed);
    CachingTokenProvider tokens =
        CachingTokenProvider.builder(door).time(time).random(random).build();
    int given = 0;
    int refused = 0;
    int steps = (int) Duration.ofMinutes(10).dividedBy(STEP);

    for (int i = 0; i < steps; i++) {
      time.advance(STEP);
      door.reopen();
      door.lifetime(Duration.ofSeconds(1 + random.nextInt(120)));
      door.next(fault(random));
      try {
        AccessToken token = tokens.token();
        assertThat(door.isAlive(token)).as("seed %d, step %d", seed, i).isTrue();
        given++;
        if (random.nextInt(500) == 0) {
          tokens.invalidate(token);
        }
      } catch (CcaasException e) {
        refused++;
      }
    }

    assertThat(given + refused).isEqualTo(steps);
    assertThat(given).as("tokens given, seed %d", seed).isGreaterThan(steps / 3);
    assertThat(refused).as("failures seen, seed %d", seed).isPositive();
  }

  /** A third of the exchanges fail, a third take up to a second, a third are well. */
  private UnaryOperator<AccessToken> fault(Random random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          token -> {
            throw new TransportException("lost", Delivery.AMBIGUOUS, null);
          };
      case 1 ->
          token -> {
            time.advance(Duration.ofMillis(random.nextInt(1_000)));
            return token;
          };
      default -> UnaryOperator.identity();
    };
  }
}
