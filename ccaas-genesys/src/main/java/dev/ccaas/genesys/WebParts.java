// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.genesys.PublishedJson.ConfigurationVersion;
import dev.ccaas.genesys.PublishedWaits.Awaited;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The web messaging parts of a brand: a configuration, published, and the deployment that uses it.
 *
 * <p>Writes only what differs, so that doing it again, after whatever happened, ends the same.
 */
final class WebParts {
  private static final String ACTIVE = "Active";

  private final PublishedApi api;
  private final PublishedWaits waits;
  private final ConfigurationUses uses;

  WebParts(PublishedApi api, PublishedWaits waits) {
    this.api = api;
    this.waits = waits;
    this.uses = new ConfigurationUses(api, waits.time());
  }

  /** Makes both parts as wished. */
  void bring(PublishedWish wish, PublishedParts parts) {
    boolean isNew = parts.configuration == null;
    if (parts.configuration == null) {
      parts.configuration = api.createConfiguration(PublishedJson.configuration(wish, null));
    }
    String id = PublishedParts.id(parts.configuration);
    String version = isNew ? publishDraft(parts.configuration) : renew(wish, parts, id);
    if (parts.deployment == null && !isNew) {
      parts.deployment = adoptable(wish, id).orElse(null);
    }
    bringDeployment(wish, parts, new ConfigurationVersion(id, version));
  }

  /** Returns the version to deploy, having changed and published the draft if need be. */
  private String renew(PublishedWish wish, PublishedParts parts, String id) {
    JsonNode draft = parts.configuration;
    Optional<JsonNode> newest = api.newestVersion(id);
    if (draft == null || !PublishedJson.isConfiguration(draft, wish) || isError(draft)) {
      draft =
          waits.againstConflicts(
              configuration(id),
              () ->
                  api.putDraft(id, PublishedJson.configuration(wish, api.draft(id).orElse(null))));
      parts.configuration = draft;
    } else if (newest.filter(now -> PublishedJson.isConfiguration(now, wish)).isPresent()) {
      return awaitVersion(id, newest.get());
    }
    return publishDraft(draft);
  }

  private String publishDraft(JsonNode draft) {
    String id = PublishedParts.id(draft);
    Awaited what = configuration(id);
    waits.until(what, draft, () -> api.draft(id), now -> what.isDone(now, ACTIVE));
    JsonNode published = waits.againstConflicts(configuration(id), () -> api.publish(id));
    if (JsonFields.integer(published, "version").isEmpty()) {
      published = api.newestVersion(id).orElseThrow(() -> unnumbered(id));
    }
    return awaitVersion(id, published);
  }

  private PlatformFailureException unnumbered(String id) {
    return configuration(id)
        .failure("it was published, but no version of it has a number", "Publish it once more.");
  }

  private String awaitVersion(String id, JsonNode published) {
    String version = JsonFields.text(published, "version").orElseThrow();
    Awaited what = configuration(id);
    waits.until(what, published, () -> api.version(id, version), now -> what.isDone(now, ACTIVE));
    return version;
  }

  /** Returns a deployment of this configuration and name whose making was not answered. */
  private Optional<JsonNode> adoptable(PublishedWish wish, String configuration) {
    return api.deployments.list().stream()
        .filter(now -> PublishedJson.configurationOf(now).equals(Optional.of(configuration)))
        .filter(now -> JsonFields.text(now, "name").equals(Optional.of(wish.name())))
        .findFirst();
  }

  private void bringDeployment(
      PublishedWish wish, PublishedParts parts, ConfigurationVersion version) {
    JsonNode now = parts.deployment;
    if (now == null) {
      now = api.deployments.create(PublishedJson.deployment(wish, version, null));
    } else if (!PublishedJson.isDeployment(now, wish, version) || isError(now)) {
      String id = PublishedParts.id(now);
      JsonNode before = now;
      now =
          waits.againstConflicts(
              deployment(id),
              () ->
                  api.deployments.update(
                      id,
                      PublishedJson.deployment(
                          wish, version, api.deployments.get(id).orElse(before))));
    }
    parts.deployment = now;
    uses.used(version.id(), PublishedParts.id(now));
    parts.deployment = awaitDeployment(now, wish, version);
  }

  /** Waits for a reading that works and, if the answer to the write was as wished, shows it. */
  private JsonNode awaitDeployment(
      JsonNode written, PublishedWish wish, ConfigurationVersion version) {
    String id = PublishedParts.id(written);
    Awaited what = deployment(id);
    boolean echoed = PublishedJson.isDeployment(written, wish, version);
    Predicate<JsonNode> shows = now -> !echoed || PublishedJson.isDeployment(now, wish, version);
    return waits.until(
        what,
        written,
        () -> api.deployments.get(id),
        now -> what.isDone(now, ACTIVE) && shows.test(now));
  }

  /** Removes the deployment, then the configuration unless another deployment uses it. */
  void remove(PublishedId id) {
    if (id.deployment() != null) {
      String deployment = id.deployment();
      api.deployments.delete(deployment);
      waits.untilGone(deployment(deployment), () -> api.deployments.get(deployment));
      uses.gone(deployment);
    }
    if (id.configuration() != null && !uses.isUsed(id.configuration())) {
      String configuration = id.configuration();
      api.deleteConfiguration(configuration);
      waits.untilGone(configuration(configuration), () -> api.draft(configuration));
    }
  }

  private static boolean isError(JsonNode part) {
    return JsonFields.text(part, "status").equals(Optional.of("Error"));
  }

  private Awaited configuration(String id) {
    return new Awaited(
        "web deployment configuration " + id, "status", waits.settings().configurationPatience());
  }

  private Awaited deployment(String id) {
    return new Awaited("web deployment " + id, "status", waits.settings().deploymentPatience());
  }
}
