// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values by id, of which reads see an older state for a while after each write. The values must not
 * change. Guarded by its platform.
 */
final class LaggingStore<T> {
  private final Agenda agenda;
  private final OrderedShelf<T> latest = new OrderedShelf<>();
  private final OrderedShelf<T> seen = new OrderedShelf<>();
  private Instant lastDue = Instant.MIN;

  LaggingStore(Agenda agenda) {
    this.agenda = agenda;
  }

  /** The value that the last write left, on which the next one acts. */
  Optional<T> latest(String id) {
    return latest.find(id);
  }

  /** What reads see: one value, or a list. */
  OrderedShelf<T> seen() {
    agenda.settle();
    return seen;
  }

  void put(String id, T value) {
    latest.put(id, value);
    show(agenda.visible(), () -> seen.put(id, value));
  }

  /** Removes it; reads see that last value until the removal is done, after so long or the lag. */
  void remove(String id, T last, Duration takes) {
    latest.remove(id);
    show(agenda.visible(), () -> seen.put(id, last));
    show(agenda.now().plus(takes), () -> seen.remove(id));
  }

  /** Changes a value behind the clients' backs: reads see it at once. */
  void edit(String id, UnaryOperator<T> change) {
    T changed =
        latest
            .find(id)
            .map(change)
            .orElseThrow(() -> new IllegalArgumentException("there is nothing of id " + id));
    latest.put(id, changed);
    show(agenda.now(), () -> seen.put(id, changed));
  }

  /** Never before what was written earlier. */
  private void show(Instant due, Runnable change) {
    lastDue = due.isAfter(lastDue) ? due : lastDue;
    agenda.at(lastDue, change);
  }

  /** The latest values by id, in order of creation, each as that text. */
  Map<String, String> texts(Function<T, String> text) {
    return Collections.unmodifiableMap(latest.texts(text));
  }

  void clear() {
    latest.clear();
    seen.clear();
    lastDue = Instant.MIN;
  }
}
