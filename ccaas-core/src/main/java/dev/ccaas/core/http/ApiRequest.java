// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.auth.Scopes;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"); // RFC 9110 section 9.2.2

  private final String method;
  private final String route;
  private final URI uri;
  private final Headers headers;
  private final byte @Nullable [] body;
  private final boolean repeatable;
  private final Scopes requiredScopes;
  private final Duration attemptTimeout;
  private final Duration deadline;
  private final int maxResponseBytes;

  private ApiRequest(Builder builder, URI uri) {
    this.method = builder.method;
    this.route = builder.route;
    this.uri = uri;
    this.headers = builder.headers;
    this.body = builder.body;
    this.repeatable = builder.repeatable != null ? builder.repeatable : IDEMPOTENT.contains(method);
    this.requiredScopes = builder.requiredScopes;
    this.attemptTimeout = builder.attemptTimeout;
    this.deadline = builder.deadline;
    this.maxResponseBytes = builder.maxResponseBytes;
  }

  /**
   * Returns a builder.
   *
   * @param method an HTTP method, such as {@code POST}
   * @param base where the API lives: http or https, host, optional port and path, nothing else
   * @param route the path below the base, such as {@code /api/v2/webchat/brands/{brandId}}
   * @throws IllegalArgumentException if one of them has another form
   */
  public static Builder builder(String method, URI base, String route) {
    return new Builder(method, base, route);
  }

  /** Returns this request with those headers, which may be ones that callers cannot set. */
  ApiRequest withHeaders(Headers replaced) {
    Builder builder = new Builder(this);
    builder.headers = replaced;
    return new ApiRequest(builder, uri);
  }

  /** Returns this request with another limit for one attempt. */
  ApiRequest withAttemptTimeout(Duration timeout) {
    Builder builder = new Builder(this);
    builder.attemptTimeout = timeout;
    return new ApiRequest(builder, uri);
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
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]{1,256}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]{0,8192}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    // Hop-by-hop fields (RFC 9110 section 7.6.1), framing, and what the pipeline itself sets.
    private static final Set<String> RESERVED =
        Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "proxy-authenticate",
            "proxy-authorization",
            "host",
            "content-length",
            "expect",
            "http2-settings",
            "authorization",
            "cookie",
            "user-agent");

    private final String method;
    private final URI base;
    private final String route;
    private final Map<String, String> path = new TreeMap<>();
    private final StringBuilder query = new StringBuilder();
    private Headers headers = Headers.none();
    private byte @Nullable [] body;
    private @Nullable Boolean repeatable;
    private Scopes requiredScopes = Scopes.none();
    private Duration attemptTimeout = DEFAULT_ATTEMPT_TIMEOUT;
    private Duration deadline = DEFAULT_DEADLINE;
    private int maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;

    private Builder(String method, URI base, String route) {
      if (!requireNonNull(method, "method").matches("[A-Z]{1,16}")) {
        throw new IllegalArgumentException("method: " + method + " (expected: such as GET)");
      }
      if (!requireNonNull(route, "route").startsWith("/") || route.contains("?")) {
        throw new IllegalArgumentException(
            "route: " + route + " (expected: a path that starts with / and has no query)");
      }
      this.method = method;
      this.base = requireBase(base);
      this.route = route;
    }

    private Builder(ApiRequest from) {
      this.method = from.method;
      this.base = from.uri;
      this.route = from.route;
      this.headers = from.headers;
      this.body = from.body;
      this.repeatable = from.repeatable;
      this.requiredScopes = from.requiredScopes;
      this.attemptTimeout = from.attemptTimeout;
      this.deadline = from.deadline;
      this.maxResponseBytes = from.maxResponseBytes;
    }

    /** Sets the value of a placeholder of the route; it is percent-encoded as one segment. */
    public Builder path(String name, String value) {
      if (requireNonNull(value, "value").isEmpty() || value.equals(".") || value.equals("..")) {
        throw new IllegalArgumentException(
            "path parameter "
                + name
                + ": '"
                + value
                + "' (expected: a segment other than . and ..)");
      }
      path.put(requireNonNull(name, "name"), value);
      return this;
    }

    /** Adds a query parameter; name and value are percent-encoded. */
    public Builder addQuery(String name, String value) {
      query.append(query.length() == 0 ? '?' : '&').append(encode(name)).append('=');
      query.append(encode(value));
      return this;
    }

    /**
     * Sets a header.
     *
     * @throws IllegalArgumentException if it is hop-by-hop, framing or set by the pipeline, or if
     *     name or value break the grammar of RFC 9110
     */
    public Builder putHeader(String name, String value) {
      if (!TOKEN.matcher(requireNonNull(name, "name")).matches()) {
        throw new IllegalArgumentException("header name is not a token of RFC 9110 section 5.6.2");
      }
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "header: "
                + name
                + " (expected: none that is hop-by-hop, framing or set by this library)");
      }
      if (!VALUE.matcher(requireNonNull(value, "value")).matches()) {
        throw new IllegalArgumentException(
            "header " + name + ": value is longer than 8192 or not printable ASCII");
      }
      headers = headers.with(name, value);
      return this;
    }

    /** Sets the body and its media type; the bytes are copied. */
    public Builder body(byte[] body, String contentType) {
      this.body = requireNonNull(body, "body").clone();
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

    /** Sets how long one attempt may take; default 15 seconds. */
    public Builder attemptTimeout(Duration timeout) {
      this.attemptTimeout = requirePositive(timeout, "attemptTimeout");
      return this;
    }

    /** Sets how long all attempts and waits may take together; default 5 minutes. */
    public Builder deadline(Duration deadline) {
      this.deadline = requirePositive(deadline, "deadline");
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
     * @throws IllegalArgumentException if a placeholder has no value or a value no placeholder
     */
    public ApiRequest build() {
      String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
      URI target =
          URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + expand() + query);
      return new ApiRequest(this, target);
    }

    private String expand() {
      Set<String> unused = new TreeSet<>(path.keySet());
      String expanded =
          PLACEHOLDER
              .matcher(route)
              .replaceAll(
                  found -> {
                    String value = path.get(found.group(1));
                    if (value == null) {
                      throw new IllegalArgumentException(
                          "route: " + route + " has no value for " + found.group());
                    }
                    unused.remove(found.group(1));
                    return Matcher.quoteReplacement(encode(value));
                  });
      if (!unused.isEmpty()) {
        throw new IllegalArgumentException("route: " + route + " has no placeholders " + unused);
      }
      return expanded;
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
    }

    private static URI requireBase(URI base) {
      String scheme = requireNonNull(base, "base").getScheme();
      boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      if (!web
          || base.getHost() == null
          || base.getRawUserInfo() != null
          || base.getRawQuery() != null
          || base.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "base: "
                + scheme
                + "://"
                + base.getHost()
                + " (expected: http or https, a host, no user info, query or fragment)");
      }
      return base;
    }

    private static Duration requirePositive(Duration duration, String name) {
      if (requireNonNull(duration, name).isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(name + ": " + duration + " (expected: positive)");
      }
      return duration;
    }
  }
}
