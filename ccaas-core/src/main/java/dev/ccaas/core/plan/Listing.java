// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer to a list, by id and by name, without what we have removed. */
final class Listing {
  private final Instant asked;
  private final Map<String, Found> byId = new LinkedHashMap<>();
  private final Map<String, List<Found>> byName = new LinkedHashMap<>();

  Listing(Instant asked, List<Found> all, String kind, JournalState memory) {
    this.asked = asked;
    for (Found found : all) {
      if (!memory.isRemoved(kind, found.id()) && byId.put(found.id(), found) == null) {
        byName.computeIfAbsent(String.valueOf(found.name()), n -> new ArrayList<>()).add(found);
      }
    }
  }

  /** Returns when it was asked for. */
  Instant asked() {
    return asked;
  }

  @Nullable Found byId(String id) {
    return byId.get(id);
  }

  List<Found> byName(String name) {
    return byName.getOrDefault(name, List.of());
  }

  Collection<Found> all() {
    return byId.values();
  }
}
