// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.rest.OwnerMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a brand from its parts.
 *
 * <p>A channel type is there only with the part that carries it, so a brand that was made in part,
 * or whose parts do not agree, never equals what was wished.
 */
final class PublishedBrand {
  private PublishedBrand() {}

  static Brand of(PublishedParts parts, Duration latency) {
    Health health = health(parts);
    BrandSpec spec = spec(parts);
    Brand.Builder brand =
        Brand.builder(parts.id().toString())
            .name(name(parts).orElse(null))
            .latency(latency)
            .status(health.status().orElse(null))
            .health(health)
            .spec(spec);
    PublishedId id = parts.id();
    brand.putAttribute("configurationId", id.configuration());
    brand.putAttribute("deploymentId", id.deployment());
    brand.putAttribute("integrationId", id.integration());
    if (parts.deployment != null) {
      JsonNode used = parts.deployment.path("configuration");
      brand.putAttribute("configurationVersion", JsonFields.text(used, "version").orElse(null));
      brand.putAttribute("snippet", JsonFields.text(parts.deployment, "snippet").orElse(null));
    }
    if (parts.integration != null) {
      JsonNode recipient = parts.integration.path("recipient");
      brand.putAttribute("recipientId", JsonFields.text(recipient, "id").orElse(null));
    }
    return brand.build();
  }

  /** Returns the name by which the brand is found: that of its last part. */
  static Optional<String> name(PublishedParts parts) {
    for (JsonNode part : all(parts).values()) {
      Optional<String> name = JsonFields.text(part, "name");
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  /** Returns the owner whom the web parts name, or else the integration. */
  static Optional<String> owner(PublishedParts parts) {
    JsonNode web = parts.deployment != null ? parts.deployment : parts.configuration;
    if (web != null) {
      return OwnerMark.split(JsonFields.text(web, "description").orElse(null)).owner();
    }
    return parts.integration == null
        ? Optional.empty()
        : PublishedJson.integrationOwner(parts.integration);
  }

  private static BrandSpec spec(PublishedParts parts) {
    BrandSpec.Builder spec = BrandSpec.builder();
    agreed(parts, "name").ifPresent(spec::name);
    description(parts).ifPresent(spec::description);
    owner(parts).ifPresent(spec::owner);
    TreeSet<String> kinds = new TreeSet<>();
    if (parts.deployment != null) {
      kinds.add(PublishedWish.WEB);
      spec.allowedOrigins(origins(parts.deployment));
    }
    if (parts.integration != null && !OpenPart.isFailed(parts.integration)) {
      kinds.add(PublishedWish.OPEN);
      PublishedJson.endpoint(parts.integration).ifPresent(spec::endpointUrl);
      PublishedJson.secret(parts.integration).ifPresent(spec::signatureSecret);
    }
    return spec.channelTypes(List.copyOf(kinds)).build();
  }

  private static List<String> origins(JsonNode deployment) {
    return PublishedJson.domains(deployment).stream()
        .map(domain -> domain.equals(PublishedWish.ANY_ORIGIN) ? domain : "https://" + domain)
        .toList();
  }

  private static Optional<String> description(PublishedParts parts) {
    return agreed(parts, "description").flatMap(text -> OwnerMark.split(text).description());
  }

  /** Returns the text that all parts have; where they differ, what each of them has. */
  private static Optional<String> agreed(PublishedParts parts, String field) {
    Map<String, JsonNode> all = all(parts);
    if (field.equals("description")) {
      all.remove("integration"); // has none
    }
    TreeSet<String> texts = new TreeSet<>();
    List<String> each = new ArrayList<>();
    all.forEach(
        (kind, part) -> {
          String text = JsonFields.text(part, field).orElse("");
          texts.add(text);
          each.add(kind + ": " + text);
        });
    return texts.size() > 1
        ? Optional.of(String.join(" | ", each))
        : texts.stream().filter(text -> !text.isEmpty()).findFirst();
  }

  private static Map<String, JsonNode> all(PublishedParts parts) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    put(all, "deployment", parts.deployment);
    put(all, "configuration", parts.configuration);
    put(all, "integration", parts.integration);
    return all;
  }

  private static void put(Map<String, JsonNode> all, String kind, @Nullable JsonNode part) {
    if (part != null) {
      all.put(kind, part);
    }
  }

  /** Returns the health of the part that fares worst. */
  static Health health(PublishedParts parts) {
    List<Health> all = new ArrayList<>();
    if (parts.deployment != null) {
      all.add(health(parts.deployment, "status"));
    } else if (parts.configuration != null) {
      all.add(Health.of(Health.State.UNHEALTHY, "no deployment", null));
    }
    if (parts.integration != null) {
      all.add(health(parts.integration, "createStatus"));
    }
    return all.stream()
        .filter(part -> part.state() == Health.State.UNHEALTHY)
        .findFirst()
        .or(() -> all.stream().filter(part -> part.state() == Health.State.UNKNOWN).findFirst())
        .or(() -> all.stream().findFirst())
        .orElseGet(Health::unknown);
  }

  private static Health health(JsonNode part, String field) {
    return JsonFields.shown(part, field)
        .map(word -> Health.of(state(word), word, null))
        .orElseGet(Health::unknown);
  }

  private static Health.State state(String word) {
    return switch (word) {
      case "Active", "Completed" -> Health.State.HEALTHY;
      case "Error", "Inactive", "Deleting" -> Health.State.UNHEALTHY;
      default -> Health.State.UNKNOWN;
    };
  }
}
