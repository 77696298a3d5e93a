// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.ratelimit.RateLimitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Reads what an answer's headers say of the platform's limit: Genesys Cloud's published {@code
 * inin-ratelimit-count}, {@code -allowed} and {@code -reset} (seconds), else the standard's fields
 * ({@link StandardLimits}), else the source document's {@code x-ratelimit-remaining}; and {@code
 * Retry-After} of a 429.
 *
 * <p>A number that is missing or not whole, from 0 to 18 digits, counts as absent.
 */
final class RateLimitFields {
  private RateLimitFields() {}

  /** Returns what the limit headers say, without {@code Retry-After}, which may need a clock. */
  static RateLimitStatus of(Headers headers) {
    return read(headers).build();
  }

  /** Returns what an answer that came at that moment says. */
  static RateLimitStatus of(ApiResponse answer, Instant now) {
    RateLimitStatus.Builder status = read(answer.headers());
    if (answer.status() == 429) {
      status.refused();
      RetryAfter.in(answer.headers(), now)
          .filter(wait -> !wait.isNegative())
          .ifPresent(status::retryAfter);
    }
    return status.build();
  }

  private static RateLimitStatus.Builder read(Headers headers) {
    RateLimitStatus.Builder status = RateLimitStatus.builder();
    OptionalLong allowed = number(headers, "inin-ratelimit-allowed");
    OptionalLong count = number(headers, "inin-ratelimit-count");
    allowed.ifPresent(status::allowed);
    if (allowed.isPresent() && count.isPresent()) {
      status.remaining(Math.max(0, allowed.getAsLong() - count.getAsLong()));
    } else if (!StandardLimits.addTo(status, headers)) {
      number(headers, "x-ratelimit-remaining").ifPresent(status::remaining);
    }
    number(headers, "inin-ratelimit-reset")
        .ifPresent(seconds -> status.reset(Duration.ofSeconds(seconds)));
    return status;
  }

  static OptionalLong number(Headers headers, String name) {
    return headers
        .first(name)
        .map(String::trim)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }
}
