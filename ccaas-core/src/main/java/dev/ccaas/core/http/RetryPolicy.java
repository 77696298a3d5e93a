// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.time.Duration;

/** SEAM: behaviour arrives in the next commits. */
public final class RetryPolicy {
  private RetryPolicy() {}

  /** Returns the default: 4 sends in all, 1-2-4 s back-off with jitter upward only. */
  public static RetryPolicy standard() {
    return new RetryPolicy();
  }

  /** Returns a policy that never repeats. */
  public static RetryPolicy none() {
    return new RetryPolicy();
  }

  /** Returns a builder that starts with the standard policy. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets up a policy. */
  public static final class Builder {
    private Builder() {}

    /** Sets how often a request is sent at most; default 4. */
    public Builder maxAttempts(int attempts) {
      return this;
    }

    /** Sets the first back-off, which doubles each time; default 1 second. */
    public Builder baseDelay(Duration delay) {
      return this;
    }

    /** Sets the longest back-off; default 20 seconds. */
    public Builder maxDelay(Duration delay) {
      return this;
    }

    /** Sets by which share a back-off is lengthened at random at most, 0 to 1; default 0.25. */
    public Builder jitter(double share) {
      return this;
    }

    /** Sets the longest {@code Retry-After} that is waited for; default 2 minutes. */
    public Builder maxRetryAfter(Duration delay) {
      return this;
    }

    /** Sets how many retries a client may be ahead of its successes; default 100. */
    public Builder budget(int retries) {
      return this;
    }

    /** Returns the policy. */
    public RetryPolicy build() {
      return new RetryPolicy();
    }
  }
}
