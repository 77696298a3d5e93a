// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A read-only collection of API descriptions.
 *
 * <p>Safe for use by many threads.
 */
public interface SpecCatalog {

  /** Returns the ids of all descriptions at this moment, in a stable order. */
  List<SpecId> list();

  /** Returns the description of that id, or empty if there is none. */
  Optional<ApiSpec> find(SpecId id);

  /**
   * Returns a catalog of those descriptions, held in memory, in their order.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  static SpecCatalog of(Collection<ApiSpec> specs) {
    Map<SpecId, ApiSpec> byId = new LinkedHashMap<>();
    for (ApiSpec spec : requireNonNull(specs, "specs")) {
      if (byId.put(spec.id(), spec) != null) {
        throw new IllegalArgumentException("spec: " + spec.id() + " (expected: each id once)");
      }
    }
    List<SpecId> ids = List.copyOf(byId.keySet());
    return new SpecCatalog() {
      @Override
      public List<SpecId> list() {
        return ids;
      }

      @Override
      public Optional<ApiSpec> find(SpecId id) {
        return Optional.ofNullable(byId.get(requireNonNull(id, "id")));
      }
    };
  }
}
