// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.JsonFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the parts on the platform together to brands: deployments with the configuration that they
 * use, and with the integration of the same name and owner.
 *
 * <p>A part that belongs to no other is a brand of its own, which an update completes. Of several
 * brands of one name and owner the ones with a deployment take an integration first.
 */
final class PublishedList {
  private PublishedList() {}

  static List<PublishedParts> join(
      List<JsonNode> configurations, List<JsonNode> deployments, List<JsonNode> integrations) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    configurations.forEach(one -> byId.put(PublishedParts.id(one), one));
    List<PublishedParts> brands = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (JsonNode deployment : deployments) {
      PublishedParts brand = new PublishedParts();
      brand.deployment = deployment;
      PublishedJson.configurationOf(deployment)
          .filter(byId::containsKey)
          .ifPresent(
              id -> {
                brand.configuration = byId.get(id);
                used.add(id);
              });
      brands.add(brand);
    }
    byId.forEach(
        (id, configuration) -> {
          if (!used.contains(id)) {
            PublishedParts brand = new PublishedParts();
            brand.configuration = configuration;
            brands.add(brand);
          }
        });
    addIntegrations(brands, integrations);
    return brands;
  }

  private static void addIntegrations(List<PublishedParts> brands, List<JsonNode> integrations) {
    Map<Key, Deque<PublishedParts>> waiting = new LinkedHashMap<>();
    for (PublishedParts brand : brands) {
      Key key = new Key(PublishedBrand.name(brand), PublishedBrand.owner(brand));
      waiting.computeIfAbsent(key, none -> new ArrayDeque<>()).add(brand);
    }
    for (JsonNode integration : integrations) {
      Key key =
          new Key(
              JsonFields.text(integration, "name"), PublishedJson.integrationOwner(integration));
      PublishedParts brand = waiting.getOrDefault(key, new ArrayDeque<>()).poll();
      if (brand == null) {
        brand = new PublishedParts();
        brands.add(brand);
      }
      brand.integration = integration;
    }
  }

  /** By what an integration is known to belong to a deployment. */
  private record Key(Optional<String> name, Optional<String> owner) {}
}
