// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as a platform sees it, whichever way it came. Prints method and target only. */
final class IncomingRequest {
  private static final Set<String> SHOWN_PARAMETERS =
      Set.of("expand", "pageNumber", "pageSize", "after", "before", "showOnlyPublished");

  private final String method;
  private final URI uri;
  private final Headers headers;
  private final byte[] body;
  private final Map<String, String> query;
  private final List<String> segments;

  IncomingRequest(String method, URI uri, Headers headers, byte[] body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.query = parse(uri.getRawQuery());
    this.segments = segments(uri.getRawPath());
  }

  static IncomingRequest of(ApiRequest request) {
    return new IncomingRequest(
        request.method(), request.uri(), request.headers(), request.body().orElse(new byte[0]));
  }

  static IncomingRequest of(HttpExchange exchange, byte[] body) {
    return new IncomingRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        Headers.of(exchange.getRequestHeaders()),
        body);
  }

  private static Map<String, String> parse(@Nullable String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return parameters;
  }

  private static List<String> segments(String rawPath) {
    return Arrays.stream(rawPath.split("/", -1))
        .map(segment -> decode(segment.replace("+", "%2B")))
        .toList();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  String method() {
    return method;
  }

  String path() {
    return uri.getRawPath();
  }

  /** The parts of the path, percent-decoded. */
  List<String> segments() {
    return segments;
  }

  String lastSegment() {
    return segments.get(segments.size() - 1);
  }

  /** The names of the query parameters. */
  Set<String> parameters() {
    return query.keySet();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Headers headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Whether the media type is that one, parameters aside. */
  boolean hasContentType(String mediaType) {
    String actual = headers.first("Content-Type").orElse("");
    return actual.split(";", 2)[0].trim().equalsIgnoreCase(mediaType);
  }

  /** Path and query; values of parameters that no route knows are left out, they may be secrets. */
  String target() {
    if (query.isEmpty()) {
      return uri.getRawPath();
    }
    return query.entrySet().stream()
        .map(p -> p.getKey() + "=" + (SHOWN_PARAMETERS.contains(p.getKey()) ? p.getValue() : "…"))
        .collect(joining("&", uri.getRawPath() + "?", ""));
  }

  @Override
  public String toString() {
    return method + " " + target();
  }
}
