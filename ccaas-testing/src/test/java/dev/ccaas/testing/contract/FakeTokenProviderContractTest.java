// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.FakeTokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class FakeTokenProviderContractTest implements TokenProviderContract {
  private final FakeTime time = FakeTime.create();
  private final FakeTokenProvider tokens = FakeTokenProvider.create(time, lifetime());
  private final Map<String, Instant> firstSeen = new HashMap<>();

  @Override
  public TokenProvider provider() {
    return tokens;
  }

  @Override
  public Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }

  /** This provider makes a token up when it is asked for one, so first seen is when it was made. */
  @Override
  public boolean isAlive(AccessToken token) {
    Instant born = firstSeen.computeIfAbsent(token.value().reveal(), value -> time.instant());
    return tokens.issued().contains(token) && time.instant().isBefore(born.plus(lifetime()));
  }

  @Override
  public int obtained() {
    return tokens.issued().size();
  }

  @Override
  public void failNext() {
    tokens.failNext(new TransportException("told to fail", Delivery.NOT_SENT, null));
  }
}
