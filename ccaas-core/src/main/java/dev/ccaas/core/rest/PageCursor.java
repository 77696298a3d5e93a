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
import java.util.TreeMap;

/**
 * Walks the pages of one list: from the answer's {@code nextUri} only the query is taken, and only
 * if it leads to the same list, so a platform cannot send the token elsewhere or us in circles.
 */
final class PageCursor {
  static final int MAX_PAGES = 1_000;
  private static final int MAX_PARAMETERS = 20;

  private final URI list;
  private final String pathBelowBase;
  private final Set<Map<String, String>> visited = new HashSet<>();
  private Map<String, String> query;
  private boolean more = true;

  /**
   * Starts before the first page.
   *
   * @param base where the API lives
   * @param list the address of the list, without query
   * @param first the query of the first page
   */
  PageCursor(URI base, URI list, Map<String, String> first) {
    this.list = list;
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    this.pathBelowBase = list.getRawPath().substring(prefix.length());
    this.query = new TreeMap<>(first); // in the same order on every run
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
   * Moves on to the page that this page names, or to the next number if it only tells how many
   * there are; the last page does neither.
   *
   * @throws IOException if it names one of another list or one that was read before, or if there
   *     are too many
   */
  void advance(JsonNode page) throws IOException {
    JsonNode next = page.path("nextUri");
    boolean named = next.isTextual() && !next.textValue().isBlank();
    int number = page.path("pageNumber").asInt();
    more = named || (query.containsKey("pageNumber") && number < page.path("pageCount").asInt());
    if (!more) {
      return;
    }
    query = named ? queryOf(sameList(next.textValue())) : numbered(number + 1);
    if (visited.contains(query)) {
      throw new IOException("paging does not move: nextUri names a page that was read before");
    }
    if (visited.size() >= MAX_PAGES) {
      throw new IOException("the list has more than " + MAX_PAGES + " pages");
    }
  }

  private Map<String, String> numbered(int page) {
    Map<String, String> next = new LinkedHashMap<>(query);
    next.put("pageNumber", Integer.toString(page));
    return next;
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
        list.getRawPath().equals(next.getRawPath()) || pathBelowBase.equals(next.getRawPath());
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
