// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The token held, how long it serves, and how the last exchange ended.
 *
 * <p>{@link #usable()} may be called at any time; all else is guarded by the lock of the provider.
 */
final class TokenCache {
  private final TimeSource time;
  private final Margins margins;
  private final RandomGenerator jitter;
  private final Backoff backoff;

  private volatile @Nullable Held held;
  private @Nullable RuntimeException lastFailure;
  private @Nullable AccessToken refused;

  TokenCache(TimeSource time, Margins margins, RandomGenerator jitter) {
    this.time = time;
    this.margins = margins;
    this.jitter = jitter;
    this.backoff = new Backoff(jitter);
  }

  /** Returns the token if it is FRESH or STALE. */
  @Nullable AccessToken usable() {
    Held now = held;
    return now != null && now.isUsableAt(time.nanoTime()) ? now.token : null;
  }

  /** Returns why the door has to be asked, now that there is no usable token. */
  Trigger trigger() {
    if (held != null) {
      return Trigger.EXPIRED;
    }
    return refused != null ? Trigger.REFUSED : Trigger.FIRST;
  }

  /** Throws the last failure if it was so lately that the door is to be left alone. */
  void throwIfDoorNeedsRest() {
    if (lastFailure != null && backoff.isWaiting(time.nanoTime())) {
      throw lastFailure;
    }
  }

  /** Takes a new token; returns how long until it turns STALE and is to be renewed. */
  Duration store(AccessToken token) {
    Duration lifetime = Margins.lifetimeOf(token);
    long now = time.nanoTime();
    held = new Held(token, now + margins.untilExpired(lifetime).toNanos());
    lastFailure = null;
    if (refused != null && token.equals(refused)) {
      backoff.failed(now, Duration.ZERO);
    } else {
      refused = null;
      backoff.succeeded();
    }
    return margins.untilRenewal(lifetime, jitter);
  }

  /**
   * Takes note of a failure; returns how long until the next try in the background, or empty if the
   * token expires before: then the door is asked only when a caller asks.
   */
  Optional<Duration> fail(RuntimeException failure) {
    long now = time.nanoTime();
    Duration rest = backoff.failed(now, RefreshEvents.retryAfter(failure));
    lastFailure = failure;
    Held present = held;
    return present != null && present.isUsableAt(now + rest.toNanos())
        ? Optional.of(rest)
        : Optional.empty();
  }

  /** Drops the token if it is the refused one; returns whether it did. */
  boolean drop(AccessToken refused) {
    Held present = held;
    if (present == null || !present.token.equals(refused)) {
      return false; // a newer one survives
    }
    if (Objects.equals(this.refused, refused) && backoff.isWaiting(time.nanoTime())) {
      return false; // the door gave it out again after a refusal: do not ask in a loop
    }
    this.refused = refused;
    held = null;
    return true;
  }

  /** Forgets the token. */
  void clear() {
    held = null;
  }

  private static final class Held {
    private final AccessToken token;
    private final long expiresAt;

    Held(AccessToken token, long expiresAt) {
      this.token = token;
      this.expiresAt = expiresAt;
    }

    boolean isUsableAt(long now) {
      return now - expiresAt < 0; // only differences of monotonic time mean anything
    }
  }
}
