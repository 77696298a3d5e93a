// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.util.Optional;
import java.util.function.Function;

/** A page that is asked for by {@code pageNumber} (from 1) and {@code pageSize} (1 to 100). */
record NumberedPage(int number, int size) {
  private static final int LARGEST = 100;

  /** The page that the request asks for, or empty if there is no such page. */
  static Optional<NumberedPage> of(IncomingRequest request) {
    int number = positive(request.parameter("pageNumber").orElse("1"));
    int size = positive(request.parameter("pageSize").orElse("25"));
    boolean valid = number > 0 && size > 0 && size <= LARGEST;
    return valid ? Optional.of(new NumberedPage(number, size)) : Optional.empty();
  }

  static ApiResponse refusal(Refusals refusals) {
    return refusals.of(
        400, "bad.request", "pageNumber must be at least 1, pageSize 1 to " + LARGEST);
  }

  /** The number, or 0 if it is none from 1 to 999999999. */
  private static int positive(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  <T> ObjectNode body(OrderedShelf<T> shelf, Function<T, ObjectNode> render) {
    ObjectNode body = JsonText.object();
    ArrayNode entities = body.putArray("entities");
    for (long i = (number - 1L) * size; i < Math.min((long) number * size, shelf.size()); i++) {
      entities.add(render.apply(shelf.at((int) i)));
    }
    return body.put("pageNumber", number).put("pageSize", size).put("total", shelf.size());
  }

  boolean hasNext(OrderedShelf<?> shelf) {
    return (long) number * size < shelf.size();
  }

  String next(String path) {
    return at(path, number + 1);
  }

  /** Where the page of that number is. */
  String at(String path, int pageNumber) {
    return path + "?pageNumber=" + pageNumber + "&pageSize=" + size;
  }

  int pageCount(OrderedShelf<?> shelf) {
    return (shelf.size() + size - 1) / size;
  }
}
