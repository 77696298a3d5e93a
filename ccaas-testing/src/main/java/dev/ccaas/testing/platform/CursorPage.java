// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists a shelf after or before a cursor, as Genesys Cloud lists web deployments: {@code pageSize}
 * (1 to 300, 300 by default), {@code after}, {@code before}.
 */
final class CursorPage<T> {
  private static final int LARGEST = 300;
  private static final String CURSOR = "[0-9a-z]{1,11}";

  private final OrderedShelf<T> shelf;
  private final Predicate<T> wanted;
  private final String kept;

  /** A list of those wanted; the query parameters to keep are each followed by an ampersand. */
  CursorPage(OrderedShelf<T> shelf, Predicate<T> wanted, String kept) {
    this.shelf = shelf;
    this.wanted = wanted;
    this.kept = kept;
  }

  ApiResponse answer(IncomingRequest request, Function<T, ObjectNode> render) {
    String size = request.parameter("pageSize").orElse("" + LARGEST);
    if (!size.matches("[0-9]{1,3}") || sizeOutOfRange(Integer.parseInt(size))) {
      return GenesysErrors.invalidField("pageSize", "invalid.value");
    }
    Optional<String> after = request.parameter("after");
    Optional<String> before = request.parameter("before");
    if (after.isPresent() && before.isPresent()) {
      return GenesysErrors.invalidField("before", "invalid.value");
    }
    if (!after.orElse("0").matches(CURSOR) || !before.orElse("0").matches(CURSOR)) {
      return GenesysErrors.invalidField(after.isPresent() ? "after" : "before", "invalid.value");
    }
    List<Integer> page =
        before.isPresent()
            ? backward(shelf.firstFrom(number(before.get())), Integer.parseInt(size))
            : forward(
                after.map(cursor -> shelf.firstFrom(number(cursor) + 1)).orElse(0),
                Integer.parseInt(size));
    return JsonBody.answer(
        200, body(page, request.path() + "?" + kept + "pageSize=" + size, render));
  }

  private static boolean sizeOutOfRange(int size) {
    return size < 1 || size > LARGEST;
  }

  private ObjectNode body(List<Integer> page, String uri, Function<T, ObjectNode> render) {
    ObjectNode body = JsonText.object();
    ArrayNode entities = body.putArray("entities");
    page.forEach(index -> entities.add(render.apply(shelf.at(index))));
    if (!page.isEmpty()) {
      int first = page.get(0);
      int last = page.get(page.size() - 1);
      if (!forward(last + 1, 1).isEmpty()) {
        body.put("nextUri", uri + "&after=" + cursor(last));
      }
      if (!backward(first, 1).isEmpty()) {
        body.put("previousUri", uri + "&before=" + cursor(first));
      }
    }
    return body.put("selfUri", uri);
  }

  /** The indexes of so many wanted from there on. */
  private List<Integer> forward(int from, int size) {
    List<Integer> found = new ArrayList<>();
    for (int i = from; i < shelf.size() && found.size() < size; i++) {
      if (wanted.test(shelf.at(i))) {
        found.add(i);
      }
    }
    return found;
  }

  /** The indexes of the last so many wanted before there. */
  private List<Integer> backward(int end, int size) {
    List<Integer> found = new ArrayList<>();
    for (int i = end - 1; i >= 0 && found.size() < size; i--) {
      if (wanted.test(shelf.at(i))) {
        found.add(i);
      }
    }
    Collections.reverse(found);
    return found;
  }

  private String cursor(int index) {
    return Long.toString(shelf.numberAt(index), Character.MAX_RADIX);
  }

  private static long number(String cursor) {
    return Long.parseLong(cursor, Character.MAX_RADIX);
  }
}
