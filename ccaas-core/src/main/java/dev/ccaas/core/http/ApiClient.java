// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.net.URI;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** SEAM: behaviour arrives in the next commits. */
public final class ApiClient {
  private final URI baseUri;
  private final Transport pipeline;

  private ApiClient(Builder builder) {
    this.baseUri = builder.baseUri;
    this.pipeline = builder.transport;
  }

  /** Returns a builder for the API at that address. */
  public static Builder builder(URI baseUri) {
    return new Builder(requireNonNull(baseUri, "baseUri"));
  }

  /** Returns where the API lives. */
  public URI baseUri() {
    return baseUri;
  }

  /** Returns a request builder for a route below the base URI. */
  public ApiRequest.Builder request(String method, String route) {
    return ApiRequest.builder(method, baseUri, route);
  }

  /**
   * Sends a request to this client's base URI and returns the successful (2xx) answer.
   *
   * @throws dev.ccaas.core.error.CcaasException if there is no such answer
   */
  public ApiResponse send(ApiRequest request) {
    return pipeline.send(request);
  }

  /** Sets up a client. */
  public static final class Builder {
    private final URI baseUri;
    private Transport transport = Transport.jdk();

    private Builder(URI baseUri) {
      this.baseUri = baseUri;
    }

    /** Sets the wire; default {@link Transport#jdk()}. */
    public Builder transport(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /** Sets who gives tokens; default none, requests go without {@code Authorization}. */
    public Builder tokens(TokenProvider tokens) {
      return this;
    }

    /** Sets when requests are repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      return this;
    }

    /** Sets the limit that every request pays, and whose quota it draws from. */
    public Builder limiter(RateLimiter limiter, Function<ApiRequest, QuotaKey> key) {
      return this;
    }

    /** Sets where one event per logical call goes; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      return this;
    }

    /** Sets who reads the platform's error answers; default {@link ErrorDecoder#statusOnly()}. */
    public Builder errors(ErrorDecoder errors) {
      return this;
    }

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      return this;
    }

    /** Sets the {@code User-Agent}; default {@code ccaas/<version>}. */
    public Builder userAgent(String userAgent) {
      return this;
    }

    /** Adds behaviour of your own around each logical call, between audit and retry. */
    public Builder decorate(UnaryOperator<Transport> decorator) {
      return this;
    }

    /** Returns the client. */
    public ApiClient build() {
      return new ApiClient(this);
    }
  }
}
