// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import java.time.Duration;

/** SEAM: behaviour arrives in the next commits. */
public final class CachingTokenProvider implements TokenProvider, AutoCloseable {

  private final TokenFetcher fetcher;

  private CachingTokenProvider(Builder builder) {
    this.fetcher = builder.fetcher;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder(TokenFetcher fetcher) {
    return new Builder(requireNonNull(fetcher, "fetcher"));
  }

  @Override
  public AccessToken token() {
    return fetcher.fetch();
  }

  @Override
  public void invalidate(AccessToken refused) {}

  /** Ends renewal; {@link #token()} throws {@link IllegalStateException} afterwards. */
  @Override
  public void close() {}

  /** Sets up a provider. */
  public static final class Builder {
    private final TokenFetcher fetcher;

    private Builder(TokenFetcher fetcher) {
      this.fetcher = fetcher;
    }

    /** Sets the clock, waits and timers; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      return this;
    }

    /** Sets where refresh events go; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      return this;
    }

    /** Sets how long before expiry a token is renewed; default 15 minutes. */
    public Builder refreshMargin(Duration margin) {
      return this;
    }

    /** Sets how long before expiry a token is no longer given out; default 30 seconds. */
    public Builder expiryMargin(Duration margin) {
      return this;
    }

    /** Returns the provider. */
    public CachingTokenProvider build() {
      return new CachingTokenProvider(this);
    }
  }
}
