// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.rest.JsonClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads lists of digital channels, which are bare arrays: nobody publishes from which number pages
 * count, nor how many channels one holds at most. So the first page is asked for without a number,
 * and the others until one brings nothing new.
 */
final class PublishedList {
  private static final int MAX_PAGES = 1_000;
  private static final String SIZE = "100";

  private final JsonClient digital;

  PublishedList(JsonClient digital) {
    this.digital = digital;
  }

  /** Returns what the list of channels of that id holds; there is no other way to read one. */
  <T> List<T> ofId(String id, JsonClient.Reader<T> reader) {
    return page(request().addQuery("id[]", id), 0, reader);
  }

  /** Returns all channels, each once. */
  <T> List<T> all(JsonClient.Reader<T> reader, Function<T, String> id) {
    Map<String, T> all = new LinkedHashMap<>();
    boolean more = add(page(sorted(), 0, reader), id, all);
    for (int number = 1; more; number++) {
      ApiRequest.Builder next = sorted().addQuery("page", Integer.toString(number));
      boolean added = add(page(next, number, reader), id, all);
      more = added || number == 1; // if pages count from 1, this one was the first again
    }
    return List.copyOf(all.values());
  }

  private static <T> boolean add(List<T> page, Function<T, String> id, Map<String, T> all) {
    int before = all.size();
    page.forEach(item -> all.putIfAbsent(id.apply(item), item));
    return all.size() > before;
  }

  private ApiRequest.Builder sorted() {
    return request().addQuery("size", SIZE).addQuery("orderBy", "id").addQuery("order", "asc");
  }

  private ApiRequest.Builder request() {
    return digital.request("GET", PublishedBrands.ROUTE);
  }

  private <T> List<T> page(ApiRequest.Builder request, int number, JsonClient.Reader<T> reader) {
    return digital.send(
        request.build(),
        (body, answer) -> {
          if (number > MAX_PAGES) {
            throw new IOException("the list has more than " + MAX_PAGES + " pages");
          }
          return read(body, answer, reader);
        },
        null);
  }

  private static <T> List<T> read(JsonNode body, ApiResponse answer, JsonClient.Reader<T> reader)
      throws IOException {
    if (!body.isArray()) {
      throw new IOException("the list of channels is no array");
    }
    List<T> items = new ArrayList<>();
    for (JsonNode channel : body) {
      items.add(reader.read(channel, answer));
    }
    return items;
  }
}
