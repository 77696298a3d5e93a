// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Values by id, in the order in which their ids came. Reaching a place costs the same however many
 * there are.
 */
final class OrderedShelf<T> {
  private final Map<String, Place<T>> byId = new HashMap<>();
  private final List<Place<T>> inOrder = new ArrayList<>();
  private long next;

  /** Puts a value in its id's place; a new id comes last. */
  void put(String id, T value) {
    Place<T> place = byId.get(id);
    if (place == null) {
      place = new Place<>(next++, id, value);
      byId.put(id, place);
      inOrder.add(place);
    }
    place.value = value;
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(place -> place.value);
  }

  void remove(String id) {
    Place<T> place = byId.remove(id);
    if (place != null) {
      inOrder.remove(firstFrom(place.number));
    }
  }

  void clear() {
    byId.clear();
    inOrder.clear();
  }

  int size() {
    return inOrder.size();
  }

  Stream<T> stream() {
    return inOrder.stream().map(place -> place.value);
  }

  T at(int index) {
    return inOrder.get(index).value;
  }

  /** The number of the place at that index: it grows along the shelf and is never used again. */
  long numberAt(int index) {
    return inOrder.get(index).number;
  }

  /** The index of the first place with that number or a higher one. */
  int firstFrom(long number) {
    int low = 0;
    int high = inOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inOrder.get(middle).number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** All of them by id, each as that text. */
  Map<String, String> texts(Function<T, String> text) {
    Map<String, String> texts = new LinkedHashMap<>();
    inOrder.forEach(place -> texts.put(place.id, text.apply(place.value)));
    return texts;
  }

  private static final class Place<T> {
    private final long number;
    private final String id;
    private T value;

    Place(long number, String id, T value) {
      this.number = number;
      this.id = id;
      this.value = value;
    }
  }
}
