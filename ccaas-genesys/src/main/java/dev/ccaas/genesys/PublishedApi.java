// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.RestCollection;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The requests of the published API that brands need, as they are: configurations with their
 * versions, deployments, open messaging integrations.
 */
final class PublishedApi {
  private static final Map<String, String> CURSOR = Map.of("pageSize", "50");

  private final JsonClient client;
  private final RestCollection<ObjectNode, JsonNode> configurations;
  final RestCollection<ObjectNode, JsonNode> deployments;
  final RestCollection<ObjectNode, JsonNode> integrations;

  PublishedApi(JsonClient client) {
    this.client = client;
    this.configurations =
        RestCollection.builder(
                client, "web deployment configuration", PublishedRights.CONFIGURATIONS)
            .offered(Set.of(Capability.CREATE, Capability.LIST, Capability.DELETE), operation -> "")
            .rights(PublishedApi::configurationRights)
            .firstPage(CURSOR)
            .build(Json::write, PublishedApi::resource);
    this.deployments =
        RestCollection.builder(client, "web deployment", PublishedRights.DEPLOYMENTS)
            .offered(Set.of(Capability.values()), operation -> "")
            .rights(PublishedApi::deploymentRights)
            .firstPage(CURSOR)
            .build(Json::write, PublishedApi::resource);
    this.integrations =
        RestCollection.builder(client, "open messaging integration", PublishedRights.INTEGRATIONS)
            .offered(Set.of(Capability.values()), operation -> "")
            .rights(PublishedApi::integrationRights)
            .patches()
            .build(Json::write, PublishedApi::resource);
  }

  private static Rights configurationRights(Capability operation) {
    return switch (operation) {
      case CREATE -> PublishedRights.CREATE_CONFIGURATION;
      case DELETE -> PublishedRights.DELETE_CONFIGURATION;
      default -> PublishedRights.LIST_CONFIGURATIONS;
    };
  }

  private static Rights deploymentRights(Capability operation) {
    return switch (operation) {
      case CREATE -> PublishedRights.CREATE_DEPLOYMENT;
      case LIST -> PublishedRights.LIST_DEPLOYMENTS;
      case UPDATE -> PublishedRights.PUT_DEPLOYMENT;
      case DELETE -> PublishedRights.DELETE_DEPLOYMENT;
      default -> PublishedRights.GET_DEPLOYMENT;
    };
  }

  private static Rights integrationRights(Capability operation) {
    return switch (operation) {
      case CREATE -> PublishedRights.CREATE_INTEGRATION;
      case LIST -> PublishedRights.LIST_INTEGRATIONS;
      case UPDATE -> PublishedRights.PATCH_INTEGRATION;
      case DELETE -> PublishedRights.DELETE_INTEGRATION;
      default -> PublishedRights.GET_INTEGRATION;
    };
  }

  /** Makes a configuration, which begins as a draft. */
  JsonNode createConfiguration(ObjectNode body) {
    return configurations.create(body);
  }

  List<JsonNode> configurations() {
    return configurations.list();
  }

  /** Removes a configuration with all its versions. */
  void deleteConfiguration(String id) {
    configurations.delete(id);
  }

  Optional<JsonNode> draft(String id) {
    return find(
        client
            .request("GET", PublishedRights.DRAFT)
            .path("configurationId", id)
            .rights(PublishedRights.GET_DRAFT)
            .build());
  }

  JsonNode putDraft(String id, ObjectNode body) {
    ApiRequest request =
        client
            .request("PUT", PublishedRights.DRAFT)
            .path("configurationId", id)
            .rights(PublishedRights.PUT_DRAFT)
            .body(Json.write(body), "application/json")
            .build();
    return client.send(request, PublishedApi::resource, "The draft most likely is changed.");
  }

  /** Makes the draft a numbered version, which the answer shows. */
  JsonNode publish(String id) {
    ApiRequest request =
        client
            .request("POST", PublishedRights.PUBLISH)
            .path("configurationId", id)
            .rights(PublishedRights.PUBLISH_DRAFT)
            .build();
    return client.send(request, PublishedApi::resource, "The draft most likely is published.");
  }

  Optional<JsonNode> version(String id, String version) {
    return find(
        client
            .request("GET", PublishedRights.VERSION)
            .path("configurationId", id)
            .path("versionId", version)
            .rights(PublishedRights.GET_VERSION)
            .build());
  }

  /** Returns the version with the highest number, which the draft does not have. */
  Optional<JsonNode> newestVersion(String id) {
    Supplier<ApiRequest.Builder> page =
        () ->
            client
                .request("GET", PublishedRights.VERSIONS)
                .path("configurationId", id)
                .rights(PublishedRights.LIST_VERSIONS);
    return client.pages(page, CURSOR, PublishedApi::resource).stream()
        .filter(version -> JsonFields.integer(version, "version").isPresent())
        .max(Comparator.comparing(version -> JsonFields.integer(version, "version").orElse(0)));
  }

  private Optional<JsonNode> find(ApiRequest request) {
    try {
      return Optional.of(client.send(request, PublishedApi::resource, null));
    } catch (InvalidRequestException e) {
      if (e.status() == 404 || e.status() == 410) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Takes any object with an id that can be part of a brand's id. */
  private static JsonNode resource(JsonNode body, ApiResponse answer) throws IOException {
    PublishedId.requirePart(JsonFields.id(body, "id"));
    return body;
  }
}
