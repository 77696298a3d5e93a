// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What is known to exist of one brand, kept up to date while it is made. For one thread. */
final class PublishedParts {
  @Nullable JsonNode configuration;
  @Nullable JsonNode deployment;
  @Nullable JsonNode integration;

  PublishedId id() {
    return new PublishedId(idOf(configuration), idOf(deployment), idOf(integration));
  }

  private static @Nullable String idOf(@Nullable JsonNode part) {
    return part == null ? null : id(part);
  }

  /** Returns the id, which {@link PublishedApi} has checked. */
  static String id(JsonNode part) {
    return part.path("id").asText();
  }

  @Override
  public String toString() {
    return id().toString(); // never the bodies, which may hold a secret
  }
}
