// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request may be made of; everything else is refused before it can reach the wire. */
final class RequestGrammar {
  static final int MAX_HEADERS = 64;
  static final int MAX_BODY_BYTES = 16 << 20;
  private static final int MAX_VALUE = 8192;

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]{1,256}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]{0," + MAX_VALUE + "}");

  // CONNECT opens a tunnel and TRACE echoes credentials back; no API call is either.
  private static final Set<String> FOREIGN_METHODS = Set.of("CONNECT", "TRACE");

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

  private RequestGrammar() {}

  static String requireMethod(String method) {
    if (!METHOD.matcher(requireNonNull(method, "method")).matches()
        || FOREIGN_METHODS.contains(method)) {
      throw new IllegalArgumentException(
          "method: " + method + " (expected: such as GET; not CONNECT, not TRACE)");
    }
    return method;
  }

  static URI requireBase(URI base) {
    String scheme = requireNonNull(base, "base").getScheme();
    boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    if (!web
        || base.getHost() == null
        || base.getPort() == 0
        || base.getPort() > 65535
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "base: "
              + scheme
              + "://"
              + base.getHost()
              + " (expected: http or https, a host, perhaps a port of 1 to 65535; no user info,"
              + " query or fragment)");
    }
    return base;
  }

  static void requireCallersHeader(String name, String value) {
    if (!TOKEN.matcher(requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException("header name is not a token of RFC 9110 section 5.6.2");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "header: "
              + name
              + " (expected: none that is hop-by-hop, framing or set by this library)");
    }
    requireValue(name, value);
  }

  /** Refuses what could end the field; the message does not quote the value. */
  static String requireValue(String name, String value) {
    if (!VALUE.matcher(requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException(
          "header " + name + ": value is longer than " + MAX_VALUE + " or not printable ASCII");
    }
    return value;
  }

  static byte[] requireBody(byte[] body) {
    if (requireNonNull(body, "body").length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "body: " + body.length + " bytes (expected: at most " + MAX_BODY_BYTES + ")");
    }
    return body;
  }

  static Duration requirePositive(Duration duration, String name) {
    if (requireNonNull(duration, name).isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + ": " + duration + " (expected: positive)");
    }
    return duration;
  }

  /** Returns the value of {@code Authorization} for HTTP Basic (RFC 7617). */
  static String basicCredentials(String userId, Secret password) {
    if (requireNonNull(userId, "userId").indexOf(':') >= 0) {
      throw new IllegalArgumentException("userId: " + userId + " (expected: no colon)");
    }
    String pair = userId + ":" + requireNonNull(password, "password").reveal();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return "Basic " + requireValue("Authorization", encoded);
  }

  static Headers requireFew(Headers headers) {
    if (headers.asMap().size() > MAX_HEADERS) {
      throw new IllegalArgumentException(
          "headers: more than " + MAX_HEADERS + " (expected: at most that many)");
    }
    return headers;
  }
}
