// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A token door in memory that counts its exchanges, in its tokens too, and knows when each token
 * dies.
 */
final class TokenDoor implements TokenFetcher {
  private final FakeTime time;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final Queue<UnaryOperator<AccessToken>> behaviours = new ConcurrentLinkedQueue<>();
  private final Map<String, Instant> deaths = new ConcurrentHashMap<>();
  private volatile Duration lifetime;

  TokenDoor(FakeTime time, Duration lifetime) {
    this.time = time;
    this.lifetime = lifetime;
  }

  @Override
  public AccessToken fetch() {
    String value = SecretCanary.text() + "-" + exchanges.incrementAndGet();
    UnaryOperator<AccessToken> behaviour = behaviours.poll();
    AccessToken token = AccessToken.bearer(Secret.of(value)).withLifetime(lifetime);
    AccessToken issued = behaviour == null ? token : behaviour.apply(token);
    if (issued != null) {
      deaths.put(issued.value().reveal(), time.instant().plus(lifetime));
    }
    return issued;
  }

  /** Changes what the next exchange brings; several are used up one by one. */
  TokenDoor next(UnaryOperator<AccessToken> behaviour) {
    behaviours.add(behaviour);
    return this;
  }

  TokenDoor failNext(int times, RuntimeException failure) {
    for (int i = 0; i < times; i++) {
      next(
          token -> {
            throw failure;
          });
    }
    return this;
  }

  /** Forgets all behaviours that have not been used up. */
  void reopen() {
    behaviours.clear();
  }

  void lifetime(Duration lifetime) {
    this.lifetime = lifetime;
  }

  int exchanges() {
    return exchanges.get();
  }

  /** Returns whether the platform would still accept the token. */
  boolean isAlive(AccessToken token) {
    return time.instant().isBefore(deaths.get(token.value().reveal()));
  }
}
