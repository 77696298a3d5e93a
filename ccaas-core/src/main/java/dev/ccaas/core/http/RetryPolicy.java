// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.failsafe.Execution;
import dev.failsafe.ExecutionContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * When a request is sent again, and after which wait.
 *
 * <p>429, requests that were not sent and {@linkplain ApiFailure#isTemporary() temporary} refusals
 * are repeated for every method; 502, 503, 504 and lost answers only if the request {@linkplain
 * ApiRequest#isRepeatable() may be repeated}; nothing else is. The wait is the back-off or {@code
 * Retry-After}, whichever is longer; a {@code Retry-After} above the maximum is not waited for.
 * Immutable.
 */
public final class RetryPolicy {
  private static final Set<Integer> TRANSIENT = Set.of(502, 503, 504);

  private final int maxAttempts;
  private final Duration baseDelay;
  private final Duration maxDelay;
  private final double jitter;
  private final RandomGenerator random;
  private final Duration maxRetryAfter;
  private final int budget;
  private final dev.failsafe.RetryPolicy<ApiResponse> forRepeatable;
  private final dev.failsafe.RetryPolicy<ApiResponse> forOthers;

  private RetryPolicy(Builder setup) {
    this.maxAttempts = setup.maxAttempts;
    this.baseDelay = setup.baseDelay;
    this.maxDelay = setup.maxDelay;
    this.jitter = setup.jitter;
    this.random = setup.random;
    this.maxRetryAfter = setup.maxRetryAfter;
    this.budget = setup.budget;
    this.forRepeatable = failsafe(true);
    this.forOthers = failsafe(false);
  }

  /**
   * Returns the source document's policy: 4 sends in all, back-off of 1, 2 and 4 seconds, here with
   * up to a quarter more at random so that many clients do not return at once.
   */
  public static RetryPolicy standard() {
    return builder().build();
  }

  /** Returns a policy that never repeats. */
  public static RetryPolicy none() {
    return builder().maxAttempts(1).build();
  }

  /** Returns a builder that starts with the standard policy. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a new count of attempts, which says after each failure whether and when to go on. */
  Execution<ApiResponse> begin(ApiRequest request) {
    return Execution.of(request.isRepeatable() ? forRepeatable : forOthers);
  }

  /** Returns whether such a failure is followed by another attempt while there are any left. */
  boolean repeatsAfter(Throwable failure, ApiRequest request) {
    return maxAttempts > 1 && admits(failure, request.isRepeatable());
  }

  int budget() {
    return budget;
  }

  private boolean admits(Throwable failure, boolean repeatable) {
    if (failure instanceof TransportException lost) {
      return lost.delivery() == Delivery.NOT_SENT || repeatable;
    }
    if (!(failure instanceof ApiException refusal) || asksTooLong(refusal)) {
      return false;
    }
    return refusal instanceof RateLimitedException
        || refusal.failure().isTemporary()
        || (repeatable
            && refusal instanceof PlatformFailureException
            && TRANSIENT.contains(refusal.status()));
  }

  private boolean asksTooLong(ApiException refusal) {
    return retryAfter(refusal).compareTo(maxRetryAfter) > 0;
  }

  private dev.failsafe.RetryPolicy<ApiResponse> failsafe(boolean repeatable) {
    return dev.failsafe.RetryPolicy.<ApiResponse>builder()
        .handleIf((Throwable failure) -> admits(failure, repeatable))
        .withMaxAttempts(maxAttempts)
        .withDelayFn(this::delay)
        .build();
  }

  private Duration delay(ExecutionContext<ApiResponse> so) {
    Duration backOff = backOff(so.getAttemptCount());
    Throwable last = so.getLastException();
    Duration asked = last instanceof ApiException refusal ? retryAfter(refusal) : Duration.ZERO;
    return asked.compareTo(backOff) > 0 ? asked : backOff;
  }

  private Duration backOff(int attempts) {
    double doubled = (double) baseDelay.toNanos() * Math.pow(2, attempts - 1);
    double nanos = Math.min(doubled, (double) maxDelay.toNanos());
    return Duration.ofNanos((long) (nanos * (1 + jitter * random.nextDouble())));
  }

  private static Duration retryAfter(ApiException refusal) {
    return refusal.failure().retryAfter().orElse(Duration.ZERO);
  }

  /** Sets up a policy. Not safe for use by many threads. */
  public static final class Builder {
    private int maxAttempts = 4;
    private Duration baseDelay = Duration.ofSeconds(1);
    private Duration maxDelay = Duration.ofSeconds(20);
    private double jitter = 0.25;
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private Duration maxRetryAfter = Duration.ofMinutes(2);
    private int budget = 100;

    private Builder() {}

    /** Sets how often a request is sent at most, 1 to 100; default 4. */
    public Builder maxAttempts(int attempts) {
      this.maxAttempts = requireWithin("maxAttempts", attempts, 1, 100);
      return this;
    }

    /** Sets the first back-off, which doubles each time; default 1 second, at most an hour. */
    public Builder baseDelay(Duration delay) {
      this.baseDelay = requireUpToAnHour("baseDelay", delay);
      return this;
    }

    /** Sets the longest back-off before the random part; default 20 seconds, at most an hour. */
    public Builder maxDelay(Duration delay) {
      this.maxDelay = requireUpToAnHour("maxDelay", delay);
      return this;
    }

    /** Sets by which share a back-off is lengthened at random at most, 0 to 1; default 0.25. */
    public Builder jitter(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("jitter: " + share + " (expected: 0 to 1)");
      }
      this.jitter = share;
      return this;
    }

    /** Sets where the random part comes from, for tests; must be safe for use by many threads. */
    public Builder random(RandomGenerator random) {
      this.random = requireNonNull(random, "random");
      return this;
    }

    /**
     * Sets the longest {@code Retry-After} that is waited for; default 2 minutes. A longer one ends
     * the call at once with the exception that carries it.
     */
    public Builder maxRetryAfter(Duration delay) {
      if (requireNonNull(delay, "delay").isNegative()) {
        throw new IllegalArgumentException("maxRetryAfter: " + delay + " (expected: not negative)");
      }
      this.maxRetryAfter = delay;
      return this;
    }

    /**
     * Sets how many retries all calls of one client may spend together, 0 to 1,000,000; default
     * 100. Each retry costs one, each successful call gives a tenth back, never above the full
     * budget.
     */
    public Builder budget(int retries) {
      this.budget = requireWithin("budget", retries, 0, 1_000_000);
      return this;
    }

    /** Returns the policy. */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }

    private static int requireWithin(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + ": " + value + " (expected: " + least + " to " + most + ")");
      }
      return value;
    }

    private static Duration requireUpToAnHour(String name, Duration delay) {
      if (requireNonNull(delay, name).isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException(name + ": " + delay + " (expected: 0 to 1 hour)");
      }
      return delay;
    }
  }
}
