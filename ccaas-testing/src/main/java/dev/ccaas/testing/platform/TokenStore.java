// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens that a platform gave out and still honours. Guarded by its platform. */
final class TokenStore {
  private final InstantSource clock;
  private final Duration lifetime;
  private final int requestsPerMinute;
  private final Map<String, Issued> tokens = new HashMap<>();
  private int issued;

  TokenStore(InstantSource clock, Duration lifetime, int requestsPerMinute) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.requestsPerMinute = requestsPerMinute;
  }

  /** A new opaque token for those scopes. */
  String issue(Scopes scopes) {
    String token = SecretCanary.text();
    Instant expiry = clock.instant().plus(lifetime);
    FixedWindow window = new FixedWindow(clock, requestsPerMinute);
    tokens.put(token, new Issued(scopes, expiry, window, new HashMap<>()));
    issued++;
    return token;
  }

  /** What is known of that token, or empty if it is unknown or has expired. */
  Optional<Issued> find(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(found -> clock.instant().isBefore(found.expiry()));
  }

  Duration lifetime() {
    return lifetime;
  }

  int issued() {
    return issued;
  }

  void expireAll() {
    tokens.clear();
  }

  void forget() {
    tokens.clear();
    issued = 0;
  }

  /** What a token may do, until when, and how often. */
  record Issued(
      Scopes scopes, Instant expiry, FixedWindow window, Map<String, FixedWindow> families) {

    /** This token's window for paths that begin so; a new one if the limit has changed. */
    FixedWindow family(String pathPrefix, int allowed) {
      FixedWindow known = families.get(pathPrefix);
      if (known == null || known.allowed() != allowed) {
        known = window.sibling(allowed);
        families.put(pathPrefix, known);
      }
      return known;
    }
  }
}
