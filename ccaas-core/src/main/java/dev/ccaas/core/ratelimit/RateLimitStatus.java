// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says of its own limit in one answer; each part may be missing. Immutable.
 *
 * <p>{@code ApiResponse.rateLimit()} reads it from an answer, the pipeline hands it to {@link
 * RateLimiter#observe}.
 */
public final class RateLimitStatus {
  private static final RateLimitStatus NONE = builder().build();

  private final @Nullable Long allowed;
  private final @Nullable Long remaining;
  private final @Nullable Duration reset;
  private final @Nullable Duration retryAfter;
  private final boolean refused;

  private RateLimitStatus(Builder setup) {
    this.allowed = setup.allowed;
    this.remaining = setup.remaining;
    this.reset = setup.reset;
    this.retryAfter = setup.retryAfter;
    this.refused = setup.refused;
  }

  /** Returns the status of an answer that says nothing, or did not come. */
  public static RateLimitStatus none() {
    return NONE;
  }

  /** Returns a builder of a status in which every part is missing. */
  public static Builder builder() {
    return new Builder();
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
    return Optional.ofNullable(reset);
  }

  /** Returns for how long the platform refuses, if the answer is a 429 that says so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns whether the platform refused the request for its limit (429). */
  public boolean isRefused() {
    return refused;
  }

  @Override
  public String toString() {
    return "allowed "
        + allowed
        + ", remaining "
        + remaining
        + ", reset in "
        + reset
        + (refused ? ", refused for " + (retryAfter == null ? "no stated time" : retryAfter) : "");
  }

  /** Sets up a status. Not safe for use by many threads. */
  public static final class Builder {
    private @Nullable Long allowed;
    private @Nullable Long remaining;
    private @Nullable Duration reset;
    private @Nullable Duration retryAfter;
    private boolean refused;

    private Builder() {}

    /** Sets how many requests the window admits, at least 0. */
    public Builder allowed(long requests) {
      this.allowed = requireCount("allowed", requests);
      return this;
    }

    /** Sets how many requests are left in the window, at least 0. */
    public Builder remaining(long requests) {
      this.remaining = requireCount("remaining", requests);
      return this;
    }

    /** Sets how long until the window starts anew, zero or more. */
    public Builder reset(Duration wait) {
      this.reset = requireWait("reset", wait);
      return this;
    }

    /** Says that the platform refused the request for its limit (429). */
    public Builder refused() {
      this.refused = true;
      return this;
    }

    /** Says that it refused, and for how long, zero or more. */
    public Builder retryAfter(Duration wait) {
      this.retryAfter = requireWait("retryAfter", wait);
      return refused();
    }

    /** Returns the status. */
    public RateLimitStatus build() {
      return new RateLimitStatus(this);
    }

    private static long requireCount(String name, long value) {
      if (value < 0) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: at least 0)");
      }
      return value;
    }

    private static Duration requireWait(String name, Duration value) {
      if (requireNonNull(value, name).isNegative()) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: not negative)");
      }
      return value;
    }
  }
}
