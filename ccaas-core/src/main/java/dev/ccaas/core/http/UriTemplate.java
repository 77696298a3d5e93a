// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A route below a base address, with values for its placeholders and a query. */
final class UriTemplate {
  static final int MAX_URI = 8192;

  // Path characters of RFC 3986 section 3.3, and braces.
  private static final Pattern ROUTE =
      Pattern.compile("/[A-Za-z0-9\\-._~!$&'()*+,;=:@%/{}]{0," + MAX_URI + "}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

  private final URI base;
  private final String route;
  private final Map<String, String> values = new TreeMap<>();
  private final StringBuilder query = new StringBuilder();

  UriTemplate(URI base, String route) {
    this.base = RequestGrammar.requireBase(base);
    if (!ROUTE.matcher(requireNonNull(route, "route")).matches()) {
      throw new IllegalArgumentException(
          "route: " + route + " (expected: a path that starts with /, without query or fragment)");
    }
    this.route = route;
  }

  String route() {
    return route;
  }

  void set(String name, String value) {
    if (requireNonNull(value, "value").isEmpty() || isDots(value)) {
      throw new IllegalArgumentException(
          "path parameter " + name + ": '" + value + "' (expected: a segment other than . and ..)");
    }
    values.put(requireNonNull(name, "name"), value);
  }

  void addQuery(String name, String value) {
    query.append(query.length() == 0 ? '?' : '&');
    query.append(encode(requireNonNull(name, "name"))).append('=');
    query.append(encode(requireNonNull(value, "value")));
  }

  URI expand() {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    String path = prefix + expandRoute();
    for (String segment : path.split("/", -1)) {
      // A server may resolve them after decoding and leave the API's path.
      if (isDots(segment.toLowerCase(Locale.ROOT).replace("%2e", "."))) {
        throw new IllegalArgumentException("path: " + path + " (expected: no segment . or ..)");
      }
    }
    String uri = base.getScheme() + "://" + base.getRawAuthority() + path + query;
    if (uri.length() > MAX_URI) {
      throw new IllegalArgumentException(
          "uri: " + uri.length() + " characters (expected: at most " + MAX_URI + ")");
    }
    return URI.create(uri);
  }

  private String expandRoute() {
    TreeSet<String> unused = new TreeSet<>(values.keySet());
    String expanded =
        PLACEHOLDER
            .matcher(route)
            .replaceAll(
                found -> {
                  String value = values.get(found.group(1));
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

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
