// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.testing.platform.Route.Door;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The faults that wait for their request: of one operation, else of any at that door; in order.
 * Guarded by its platform.
 */
final class Misbehaviour {
  private final Map<Door, Deque<Waiting>> faults = new EnumMap<>(Door.class);
  private final Map<String, Deque<Fault>> ofOperations = new HashMap<>();

  Misbehaviour() {
    for (Door door : Door.values()) {
      faults.put(door, new ArrayDeque<>());
    }
  }

  void add(Door door, int times, Fault fault) {
    if (times < 1) {
      throw new IllegalArgumentException("times: " + times + " (expected: at least 1)");
    }
    waitingAt(door).add(new Waiting(times, fault));
  }

  void add(String operation, Fault fault) {
    ofOperations.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(fault);
  }

  Optional<Fault> next(Route route) {
    Deque<Fault> own = ofOperations.get(route.operation());
    return own == null || own.isEmpty() ? next(route.door()) : Optional.of(own.remove());
  }

  private Optional<Fault> next(Door door) {
    Waiting first = waitingAt(door).poll();
    if (first == null) {
      return Optional.empty();
    }
    if (first.times > 1) {
      waitingAt(door).addFirst(new Waiting(first.times - 1, first.fault));
    }
    return Optional.of(first.fault);
  }

  void clear() {
    faults.values().forEach(Deque::clear);
    ofOperations.clear();
  }

  private Deque<Waiting> waitingAt(Door door) {
    return faults.computeIfAbsent(door, d -> new ArrayDeque<>());
  }

  private record Waiting(int times, Fault fault) {}
}
