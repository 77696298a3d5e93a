// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a token turns from FRESH to STALE and from STALE to EXPIRED.
 *
 * <p>Both margins are capped by a share of the lifetime, so that a token of five minutes is not
 * stale from the start.
 */
record Margins(Duration refresh, Duration expiry) {
  /** What is assumed of a token whose door does not say how long it lives. */
  static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

  /** The longest lifetime that is believed. */
  static final Duration LONGEST_LIFETIME = Duration.ofDays(450);

  private static final Duration SHORTEST_RENEWAL = Duration.ofSeconds(1);

  static Duration lifetimeOf(AccessToken token) {
    Duration lifetime = token.lifetime().orElse(ASSUMED_LIFETIME);
    return shorter(lifetime, LONGEST_LIFETIME);
  }

  /** Returns how long a token of that lifetime is given out. */
  Duration untilExpired(Duration lifetime) {
    return lifetime.minus(shorter(expiry, lifetime.dividedBy(10)));
  }

  /**
   * Returns how long after its arrival a token of that lifetime is renewed: when it turns stale,
   * less up to a tenth of the margin at random, so that a fleet started at once does not renew at
   * once.
   */
  Duration untilRenewal(Duration lifetime, RandomGenerator random) {
    Duration margin = shorter(refresh, lifetime.dividedBy(2));
    long earlier = (long) (random.nextDouble() * margin.toNanos() / 10);
    Duration delay = lifetime.minus(margin).minusNanos(earlier);
    return delay.compareTo(SHORTEST_RENEWAL) < 0 ? SHORTEST_RENEWAL : delay;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
