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

  /** A lifetime without its fraction of a second. */
  static Duration wholeSeconds(Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: >= 1 s)");
    }
    return Duration.ofSeconds(lifetime.toSeconds());
  }

  /** Gives out an opaque token for those scopes. */
  String issue(Scopes scopes) {
    return issue(SecretCanary.text(), scopes);
  }

  /** Gives out that token for those scopes. */
  String issue(String token, Scopes scopes) {
    Instant expiry = clock.instant().plus(lifetime);
    FixedWindow window = FixedWindow.ofMinutes(clock, requestsPerMinute);
    tokens.put(token, new Issued(scopes, expiry, window, new HashMap<>()));
    issued++;
    return token;
  }

  /** What is known of that token, or empty if it is unknown or has expired. */
  Optional<Issued> find(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(found -> clock.instant().isBefore(found.expiry()));
  }

  /** The same, and the token is unknown from now on. */
  Optional<Issued> take(String token) {
    Optional<Issued> found = find(token);
    tokens.remove(token);
    return found;
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
