// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
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
      Set.of(
          "expand",
          "pageNumber",
          "pageSize",
          "after",
          "before",
          "showOnlyPublished",
          "id[]",
          "page",
          "size");

  private final String method;
  private final String path;
  private final Map<String, List<String>> query;
  private final Headers headers;
  private final byte[] body;
  private final List<String> segments;

  IncomingRequest(String method, URI uri, Headers headers, byte[] body) {
    this(method, uri.getRawPath(), parse(uri.getRawQuery()), headers, body);
  }

  private IncomingRequest(
      String method, String path, Map<String, List<String>> query, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.segments = segments(path);
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

  /** This request with that path before its own. */
  IncomingRequest below(String prefix) {
    return new IncomingRequest(method, prefix + path, query, headers, body);
  }

  private static Map<String, List<String>> parse(@Nullable String rawQuery) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters
            .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 2 ? decode(parts[1]) : "");
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
    return path;
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

  /** The query parameters that are not among these. */
  List<FieldProblem> unknownParameters(Set<String> known) {
    return query.keySet().stream()
        .filter(name -> !known.contains(name))
        .map(name -> new FieldProblem(name, "unknown.parameter"))
        .toList();
  }

  /** The last value of a query parameter. */
  Optional<String> parameter(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of a query parameter. */
  List<String> values(String name) {
    return query.getOrDefault(name, List.of());
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

  /** The token behind {@code Authorization: Bearer}, if that header is there once. */
  Optional<String> bearerToken() {
    List<String> values = headers.all("Authorization");
    boolean bearer = values.size() == 1 && values.get(0).regionMatches(true, 0, "Bearer ", 0, 7);
    return bearer ? Optional.of(values.get(0).substring(7)) : Optional.empty();
  }

  /** Path and query; values of parameters that no route knows are left out, they may be secrets. */
  String target() {
    if (query.isEmpty()) {
      return path;
    }
    return query.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> shown(entry.getKey(), value)))
        .collect(joining("&", path + "?", ""));
  }

  private static String shown(String name, String value) {
    return name + "=" + (SHOWN_PARAMETERS.contains(name) ? value : "…");
  }

  @Override
  public String toString() {
    return method + " " + target();
  }
}
