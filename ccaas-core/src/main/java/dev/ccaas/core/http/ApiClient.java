// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP pipeline to one API: a request goes inward through the behaviours below, its answer
 * outward.
 *
 * <p>Audit (one event per logical call) → your decorators → confinement to the base address → retry
 * → errors (no success becomes an exception) → authorise (a 401 renews token or key and sends once
 * more) → limit (every send pays) → user agent → counting and deadline → the wire. Safe for use by
 * many threads.
 */
public final class ApiClient {
  private final URI baseUri;
  private final Transport pipeline;

  private ApiClient(URI baseUri, Transport pipeline) {
    this.baseUri = baseUri;
    this.pipeline = pipeline;
  }

  /**
   * Returns a builder for the API at that address.
   *
   * @throws IllegalArgumentException if it is not http or https with a host, or has user info, a
   *     query or a fragment
   */
  public static Builder builder(URI baseUri) {
    return new Builder(RequestGrammar.requireBase(baseUri));
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
   * @throws dev.ccaas.core.error.ApiException if the platform refused
   * @throws dev.ccaas.core.error.TransportException if no answer came
   * @throws dev.ccaas.core.error.RetriesExhaustedException if it was repeated in vain
   * @throws dev.ccaas.core.error.QuotaExceededException if our own limit refused
   * @throws UnauditedAnswerException if there is an answer that the audit sink did not record
   * @throws IllegalArgumentException if the request is for an address outside the base URI
   */
  public ApiResponse send(ApiRequest request) {
    return pipeline.send(requireNonNull(request, "request"));
  }

  /** Sets up a client. Not safe for use by many threads. */
  public static final class Builder {
    private final URI baseUri;
    private final List<UnaryOperator<Transport>> decorators = new ArrayList<>();
    private @Nullable Transport transport;
    private @Nullable TokenProvider tokens;
    private UnaryOperator<Transport> key = wire -> wire;
    private String userAgent = UserAgentTransport.DEFAULT;
    RateLimiter limiter = RateLimiter.unlimited();
    Function<ApiRequest, QuotaKey> quotaKey = request -> QuotaKey.of("all");
    RetryPolicy retry = RetryPolicy.standard();
    ErrorDecoder errors = ErrorDecoder.statusOnly();
    AuditSink audit = AuditSink.none();
    TimeSource time = TimeSource.system();

    private Builder(URI baseUri) {
      this.baseUri = baseUri;
    }

    /** Sets the wire; default a {@linkplain Transport#jdk() JDK client} of its own. */
    public Builder transport(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /** Sets who gives tokens; default none, requests go without {@code Authorization}. */
    public Builder tokens(TokenProvider tokens) {
      this.tokens = requireNonNull(tokens, "tokens");
      return this;
    }

    /**
     * Sets a fixed key that goes in that header, as API gateways ask for; default none. In {@code
     * Authorization} it goes as a bearer token and takes the place of one of {@link #tokens}.
     *
     * @throws IllegalArgumentException if the header is one that no key may stand in
     */
    public Builder apiKey(String header, SecretSource key) {
      String name = ApiKeyTransport.requireHeader(requireNonNull(header, "header"));
      requireNonNull(key, "key");
      this.key = wire -> new ApiKeyTransport(wire, name, key);
      return this;
    }

    /** Sets when requests are repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      this.retry = requireNonNull(retry, "retry");
      return this;
    }

    /** Sets the limit that every request pays, and whose quota it draws from; default none. */
    public Builder limiter(RateLimiter limiter, Function<ApiRequest, QuotaKey> key) {
      this.limiter = requireNonNull(limiter, "limiter");
      this.quotaKey = requireNonNull(key, "key");
      return this;
    }

    /** Sets where one event per logical call goes; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /** Sets who reads the platform's error answers; default {@link ErrorDecoder#statusOnly()}. */
    public Builder errors(ErrorDecoder errors) {
      this.errors = requireNonNull(errors, "errors");
      return this;
    }

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets the {@code User-Agent}; default {@code ccaas/<version>}. */
    public Builder userAgent(String userAgent) {
      this.userAgent = RequestGrammar.requireValue("User-Agent", userAgent);
      return this;
    }

    /**
     * Adds behaviour of your own around each logical call, between audit and retry; the one added
     * first is the outermost.
     */
    public Builder decorate(UnaryOperator<Transport> decorator) {
      decorators.add(requireNonNull(decorator, "decorator"));
      return this;
    }

    /** Returns the client. */
    public ApiClient build() {
      Transport wire = transport != null ? transport : JdkTransport.create(time);
      RetryBudget budget = new RetryBudget(retry.budget());
      wire = new CountingTransport(wire);
      wire = new UserAgentTransport(wire, userAgent);
      wire = new LimitingTransport(this, wire);
      wire = key.apply(wire);
      if (tokens != null) {
        wire = new AuthorizingTransport(wire, tokens);
      }
      wire = new DecodingTransport(this, wire);
      wire = new RetryingTransport(this, budget, wire);
      wire = new ConfinedTransport(wire, baseUri);
      for (int i = decorators.size() - 1; i >= 0; i--) {
        wire = requireNonNull(decorators.get(i).apply(wire), "decorated transport");
      }
      return new ApiClient(baseUri, new AuditingTransport(this, budget, wire));
    }
  }
}
