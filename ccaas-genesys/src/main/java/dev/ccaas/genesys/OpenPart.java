// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.genesys.PublishedWaits.Awaited;
import java.util.Optional;

/** The open messaging part of a brand: an integration, made in the background by the platform. */
final class OpenPart {
  private static final String STATUS = "createStatus";
  private static final String COMPLETED = "Completed";

  private final PublishedApi api;
  private final PublishedWaits waits;

  OpenPart(PublishedApi api, PublishedWaits waits) {
    this.api = api;
    this.waits = waits;
  }

  /** Returns whether the platform gave up making it. */
  static boolean isFailed(JsonNode integration) {
    return JsonFields.text(integration, STATUS).equals(Optional.of("Error"));
  }

  /**
   * Makes the part as wished.
   *
   * @param adopt whether one of this name and owner may have been made before
   */
  void bring(PublishedWish wish, PublishedParts parts, boolean adopt) {
    if (parts.integration == null && adopt) {
      parts.integration = adoptable(wish).orElse(null);
    }
    if (parts.integration != null && isFailed(parts.integration)) {
      remove(PublishedParts.id(parts.integration)); // what was never made cannot be changed
      parts.integration = null;
    }
    JsonNode now = parts.integration;
    if (now == null) {
      now = api.integrations.create(PublishedJson.integration(wish));
    } else if (!PublishedJson.isIntegration(now, wish)) {
      now =
          api.integrations.update(
              PublishedParts.id(now), PublishedJson.integrationChange(wish, now));
    }
    parts.integration = now;
    parts.integration = await(now, wish);
  }

  /** Only an owner makes a name one's own: without, another's integration may have it. */
  private Optional<JsonNode> adoptable(PublishedWish wish) {
    if (wish.owner().isEmpty()) {
      return Optional.empty();
    }
    return api.integrations.list().stream()
        .filter(now -> JsonFields.text(now, "name").equals(Optional.of(wish.name())))
        .filter(now -> PublishedJson.integrationOwner(now).equals(wish.owner()))
        .findFirst();
  }

  private JsonNode await(JsonNode written, PublishedWish wish) {
    String id = PublishedParts.id(written);
    Awaited what = integration(id);
    boolean echoed = PublishedJson.isIntegration(written, wish);
    return waits.until(
        what,
        written,
        () -> api.integrations.get(id),
        now -> isDone(what, now) && (!echoed || PublishedJson.isIntegration(now, wish)));
  }

  private static boolean isDone(Awaited what, JsonNode now) {
    if (!isFailed(now)) {
      return what.isDone(now, COMPLETED);
    }
    JsonNode told = now.path("createError");
    int status = JsonFields.integer(told, "status").filter(code -> code >= 400).orElse(500);
    throw ApiException.of(
        ApiFailure.builder(what.name() + ": its creation", status)
            .code(JsonFields.shown(told, "code").orElse(null))
            .message(JsonFields.shown(told, "message").orElse("its createStatus is Error"))
            .advice("Mend that, then update the brand: the integration is made anew.")
            .build());
  }

  void remove(String id) {
    api.integrations.delete(id);
    waits.untilGone(integration(id), () -> api.integrations.get(id));
  }

  private Awaited integration(String id) {
    return new Awaited(
        "open messaging integration " + id, STATUS, waits.settings().integrationPatience());
  }
}
