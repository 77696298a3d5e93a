// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.testing.platform.Route.Door;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults that wait for their request, for each door in order. Guarded by its platform. */
final class Misbehaviour {
  private final Map<Door, Deque<Waiting>> faults = new EnumMap<>(Door.class);

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

  Optional<Fault> next(Door door) {
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
  }

  private Deque<Waiting> waitingAt(Door door) {
    return faults.computeIfAbsent(door, d -> new ArrayDeque<>());
  }

  private record Waiting(int times, Fault fault) {}
}
