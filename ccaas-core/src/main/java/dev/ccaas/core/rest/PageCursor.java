// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Walks the pages of one list: from the answer's {@code nextUri} only the query is taken, and only
 * if it leads to the same list, so a platform cannot send the token elsewhere or us in circles.
 */
final class PageCursor {
  static final int MAX_PAGES = 1_000;
  static final int PAGE_SIZE = 50;
  private static final int MAX_PARAMETERS = 20;

  private final URI list;
  private final String route;
  private final Set<Map<String, String>> visited = new HashSet<>();
  private Map<String, String> query;
  private boolean more = true;

  /** Starts before the first page of the list at that route below the base. */
  PageCursor(URI base, String route) {
    this.list = ApiRequest.builder("GET", base, route).build().uri();
    this.route = route;
    this.query = new LinkedHashMap<>();
    query.put("pageNumber", "1");
    query.put("pageSize", Integer.toString(PAGE_SIZE));
  }

  /** Returns whether there is a page to ask for. */
  boolean hasMore() {
    return more;
  }

  /** Adds what selects the next page to the request. */
  void select(ApiRequest.Builder request) {
    visited.add(query);
    query.forEach(request::addQuery);
  }

  /**
   * Moves on to the page that this page names; the last page names none.
   *
   * @throws IOException if it names one of another list or one that was read before, or if there
   *     are too many
   */
  void advance(JsonNode page) throws IOException {
    JsonNode next = page.path("nextUri");
    more = next.isTextual() && !next.textValue().isBlank();
    if (!more) {
      return;
    }
    query = queryOf(sameList(next.textValue()));
    if (visited.contains(query)) {
      throw new IOException("paging does not move: nextUri names a page that was read before");
    }
    if (visited.size() >= MAX_PAGES) {
      throw new IOException("the list has more than " + MAX_PAGES + " pages");
    }
  }

  private URI sameList(String nextUri) throws IOException {
    URI next;
    try {
      next = list.resolve(nextUri);
    } catch (IllegalArgumentException e) {
      throw new IOException("nextUri is no URI", e);
    }
    boolean sameOrigin =
        list.getScheme().equalsIgnoreCase(next.getScheme())
            && list.getRawAuthority().equalsIgnoreCase(next.getRawAuthority());
    // A gateway below a path may pass on the platform's own path, which lacks that prefix.
    boolean samePath =
        list.getRawPath().equals(next.getRawPath()) || route.equals(next.getRawPath());
    if (!sameOrigin || !samePath || next.getRawQuery() == null) {
      throw new IOException("nextUri leads out of the list: " + next.getHost());
    }
    return next;
  }

  private static Map<String, String> queryOf(URI next) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : Objects.requireNonNull(next.getRawQuery()).split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 1 || query.size() == MAX_PARAMETERS) {
        throw new IOException("nextUri has a query that cannot be read");
      }
      query.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
