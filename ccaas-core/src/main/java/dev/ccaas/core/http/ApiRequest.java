// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to a platform: method, route, parameters, headers and body.
 *
 * <p>The route keeps its {@code {placeholders}}, so that limits and audit know path families.
 * Prints neither header values nor query values nor the body. Immutable.
 */
public final class ApiRequest {
  /** The time that one attempt may take by default: 15 seconds (the source document's). */
  public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(15);

  /** The time that all attempts may take together by default: 5 minutes. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(5);

  /** The most bytes read of an answer by default: 8 MiB. */
  public static final int DEFAULT_MAX_RESPONSE_BYTES = 8 << 20;

  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS"); // RFC 9110 section 9.2.2

  private final String method;
  private final String route;
  private final URI uri;
  private final Headers headers;
  private final byte @Nullable [] body;
  private final boolean repeatable;
  private final Scopes requiredScopes;
  private final Rights rights;
  private final Duration attemptTimeout;
  private final Duration deadline;
  private final int maxResponseBytes;
  private final @Nullable Call call;

  private ApiRequest(Builder builder) {
    this.method = builder.method;
    this.route = builder.template.route();
    this.uri = builder.template.expand();
    this.headers = builder.headers;
    this.body = builder.body;
    this.repeatable = builder.repeatable != null ? builder.repeatable : IDEMPOTENT.contains(method);
    this.requiredScopes = builder.requiredScopes;
    this.rights = builder.rights;
    this.attemptTimeout = builder.attemptTimeout;
    this.deadline = builder.deadline;
    this.maxResponseBytes = builder.maxResponseBytes;
    this.call = null;
  }

  private ApiRequest(
      ApiRequest from, Headers headers, Duration attemptTimeout, @Nullable Call call) {
    this.method = from.method;
    this.route = from.route;
    this.uri = from.uri;
    this.headers = headers;
    this.body = from.body;
    this.repeatable = from.repeatable;
    this.requiredScopes = from.requiredScopes;
    this.rights = from.rights;
    this.attemptTimeout = attemptTimeout;
    this.deadline = from.deadline;
    this.maxResponseBytes = from.maxResponseBytes;
    this.call = call;
  }

  /**
   * Returns a builder.
   *
   * @param method an HTTP method in capitals, such as {@code POST}; not CONNECT, not TRACE
   * @param base where the API lives: http or https, host, optional port and path, nothing else
   * @param route the path below the base, such as {@code /api/v2/webchat/brands/{brandId}}
   * @throws IllegalArgumentException if one of them has another form
   */
  public static Builder builder(String method, URI base, String route) {
    return new Builder(method, base, route);
  }

  /** Returns this request as part of a logical call that begins now, unless it already is. */
  ApiRequest started(TimeSource time, RetryBudget budget) {
    return call != null
        ? this
        : new ApiRequest(this, headers, attemptTimeout, Call.start(time, deadline, budget));
  }

  /** Returns this request with a header that callers cannot set themselves. */
  ApiRequest withHeader(String name, String value) {
    return new ApiRequest(this, headers.with(name, value), attemptTimeout, call);
  }

  /** Returns this request with another limit for one attempt. */
  ApiRequest withAttemptTimeout(Duration timeout) {
    return new ApiRequest(this, headers, timeout, call);
  }

  /** Returns the logical call that this request is part of. */
  Call call() {
    return requireNonNull(call, "call");
  }

  /**
   * Returns whether a client that sent this request without an answer may send it again by itself:
   * once per logical call, paid from the retry budget.
   */
  boolean mayBeResent() {
    return repeatable && (call == null || (call.sends() == 0 && call.payRetry()));
  }

  /** Returns the HTTP method. */
  public String method() {
    return method;
  }

  /** Returns the path with its placeholders: the request's family. */
  public String route() {
    return route;
  }

  /** Returns the absolute target. */
  public URI uri() {
    return uri;
  }

  /** Returns the headers. */
  public Headers headers() {
    return headers;
  }

  /** Returns a copy of the body, or empty if there is none. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body).map(byte[]::clone);
  }

  /** Returns whether sending it twice has the effect of sending it once. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Returns the scopes without which the platform will refuse it, none if not known. */
  public Scopes requiredScopes() {
    return requiredScopes;
  }

  /** Returns what the platform asks of whoever sends it, none if not known. */
  public Rights rights() {
    return rights;
  }

  /** Returns how long one attempt may take, from connecting to the last byte of the answer. */
  public Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** Returns how long all attempts and the waits between them may take together. */
  public Duration deadline() {
    return deadline;
  }

  /** Returns how many bytes of an answer's body are read at most. */
  public int maxResponseBytes() {
    return maxResponseBytes;
  }

  /** Returns method and target without query values, fit for logs and messages. */
  public String describe() {
    String query = uri.getRawQuery();
    String target = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    return method + " " + target + (query == null ? "" : "?" + query.replaceAll("=[^&]*", "=…"));
  }

  @Override
  public String toString() {
    return describe() + " " + headers;
  }

  /** Sets up a request. Not safe for use by many threads. */
  public static final class Builder {
    private final String method;
    private final UriTemplate template;
    private Headers headers = Headers.none();
    private byte @Nullable [] body;
    private @Nullable Boolean repeatable;
    private Scopes requiredScopes = Scopes.none();
    private Rights rights = Rights.none();
    private Duration attemptTimeout = DEFAULT_ATTEMPT_TIMEOUT;
    private Duration deadline = DEFAULT_DEADLINE;
    private int maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;

    private Builder(String method, URI base, String route) {
      this.method = RequestGrammar.requireMethod(method);
      this.template = new UriTemplate(base, route);
    }

    /** Sets the value of a placeholder of the route; it is percent-encoded as one segment. */
    public Builder path(String name, String value) {
      template.set(name, value);
      return this;
    }

    /** Adds a query parameter; name and value are percent-encoded. */
    public Builder addQuery(String name, String value) {
      template.addQuery(name, value);
      return this;
    }

    /**
     * Sets a header; a second value for the same name, in any case, replaces the first.
     *
     * @throws IllegalArgumentException if it is hop-by-hop, framing or set by the pipeline, if name
     *     or value break the grammar of RFC 9110, or if there are more than 64
     */
    public Builder putHeader(String name, String value) {
      RequestGrammar.requireCallersHeader(name, value);
      return replaceHeaders(headers.with(name, value));
    }

    /**
     * Sets HTTP Basic credentials (RFC 7617), for a door that takes no token; {@link ApiClient}
     * replaces them when it has a token provider.
     *
     * @throws IllegalArgumentException if the user id holds a colon
     */
    public Builder basicCredentials(String userId, Secret password) {
      return replaceHeaders(
          headers.with("Authorization", RequestGrammar.basicCredentials(userId, password)));
    }

    private Builder replaceHeaders(Headers replaced) {
      headers = RequestGrammar.requireFew(replaced);
      return this;
    }

    /** Sets the body, at most 16 MiB, and its media type; the bytes are copied. */
    public Builder body(byte[] body, String contentType) {
      this.body = RequestGrammar.requireBody(body).clone();
      return putHeader("Content-Type", contentType);
    }

    /** Sets whether sending it twice is harmless; default as RFC 9110 says of the method. */
    public Builder repeatable(boolean repeatable) {
      this.repeatable = repeatable;
      return this;
    }

    /** Sets the scopes that the platform asks for; default none known. */
    public Builder requiredScopes(Scopes scopes) {
      this.requiredScopes = requireNonNull(scopes, "scopes");
      return this;
    }

    /** Sets the rights that a refusal (403) names; default none known. */
    public Builder rights(Rights rights) {
      this.rights = requireNonNull(rights, "rights");
      return this;
    }

    /** Sets how long one attempt may take; default 15 seconds. */
    public Builder attemptTimeout(Duration timeout) {
      this.attemptTimeout = RequestGrammar.requirePositive(timeout, "attemptTimeout");
      return this;
    }

    /** Sets how long all attempts and waits may take together; default 5 minutes. */
    public Builder deadline(Duration deadline) {
      this.deadline = RequestGrammar.requirePositive(deadline, "deadline");
      return this;
    }

    /** Sets how many bytes of an answer's body are read at most; default 8 MiB. */
    public Builder maxResponseBytes(int bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("maxResponseBytes: " + bytes + " (expected: >= 0)");
      }
      this.maxResponseBytes = bytes;
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws IllegalArgumentException if a placeholder has no value or a value no placeholder, if
     *     the path has a segment {@code .} or {@code ..}, or if the URI is longer than 8192
     */
    public ApiRequest build() {
      return new ApiRequest(this);
    }
  }
}
