// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's headers say of the platform's limit: Genesys Cloud's published {@code
 * inin-ratelimit-count}, {@code -allowed} and {@code -reset} (seconds), and the source document's
 * {@code x-ratelimit-remaining}.
 *
 * <p>A header that is missing or no whole number from 0 to 18 digits counts as absent. Immutable.
 */
public final class RateLimitStatus {
  private final @Nullable Long allowed;
  private final @Nullable Long remaining;
  private final @Nullable Long resetSeconds;

  private RateLimitStatus(Headers headers) {
    this.allowed = number(headers, "inin-ratelimit-allowed");
    Long count = number(headers, "inin-ratelimit-count");
    Long plain = number(headers, "x-ratelimit-remaining");
    this.remaining =
        allowed != null && count != null ? Long.valueOf(Math.max(0, allowed - count)) : plain;
    this.resetSeconds = number(headers, "inin-ratelimit-reset");
  }

  /** Returns what those headers say. */
  public static RateLimitStatus from(Headers headers) {
    return new RateLimitStatus(requireNonNull(headers, "headers"));
  }

  /** Returns how many requests the window admits. */
  public OptionalLong allowed() {
    return allowed == null ? OptionalLong.empty() : OptionalLong.of(allowed);
  }

  /** Returns how many requests are left in the window. */
  public OptionalLong remaining() {
    return remaining == null ? OptionalLong.empty() : OptionalLong.of(remaining);
  }

  /** Returns how long until the window starts anew. */
  public Optional<Duration> reset() {
    return Optional.ofNullable(resetSeconds).map(Duration::ofSeconds);
  }

  private static @Nullable Long number(Headers headers, String name) {
    return headers
        .first(name)
        .map(String::trim)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .orElse(null);
  }

  @Override
  public String toString() {
    return "allowed " + allowed + ", remaining " + remaining + ", reset in " + resetSeconds + " s";
  }
}
