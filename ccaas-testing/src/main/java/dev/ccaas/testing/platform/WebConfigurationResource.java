// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.WebConfiguration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Genesys Cloud's {@code /api/v2/webdeployments/configurations}: a draft that is made ready, is
 * published as version 1, 2 and so on, and may be changed and published again.
 */
final class WebConfigurationResource {
  static final String PATH = "/api/v2/webdeployments/configurations";

  private final Activation activation;
  private final LaggingStore<WebConfiguration> configurations;

  WebConfigurationResource(Activation activation, Agenda agenda) {
    this.activation = activation;
    this.configurations = new LaggingStore<>(agenda);
  }

  static List<FieldProblem> problems(ObjectNode body) {
    List<FieldProblem> problems =
        new ArrayList<>(BodySchemas.genesys().check("WebDeploymentConfigurationVersion", body));
    if (body.path("messenger").path("enabled").asBoolean(false)) {
      for (String needed : List.of("languages", "defaultLanguage")) {
        JsonNode value = body.path(needed);
        if (value.isMissingNode() || (value.isArray() && value.isEmpty())) {
          problems.add(new FieldProblem(needed, "missing.value"));
        }
      }
    }
    return problems;
  }

  /** The published version that reads find under that name. */
  Optional<Version> published(String id, String name) {
    return seen(id).flatMap(found -> found.version(name)).filter(v -> !v.name().equals("DRAFT"));
  }

  private Optional<WebConfiguration> seen(String id) {
    return configurations.seen().find(id);
  }

  ApiResponse create(ObjectNode body) {
    String id = UUID.randomUUID().toString();
    WebConfiguration created = WebConfiguration.draft(id, body, activation.start());
    configurations.put(id, created);
    return JsonBody.answer(200, created.draft().json());
  }

  ApiResponse list(IncomingRequest request) {
    String only = request.parameter("showOnlyPublished").orElse("false");
    if (!only.equals("true") && !only.equals("false")) {
      return GenesysErrors.invalidField("showOnlyPublished", "invalid.value");
    }
    boolean all = only.equals("false");
    Predicate<WebConfiguration> wanted = found -> all || !found.published().isEmpty();
    return new CursorPage<>(configurations.seen(), wanted, all ? "" : "showOnlyPublished=true&")
        .answer(request, found -> found.draft().json());
  }

  ApiResponse versions(IncomingRequest request, String id) {
    return seen(id)
        .map(found -> new CursorPage<>(found.shelf(), v -> true, "").answer(request, Version::json))
        .orElseGet(() -> GenesysErrors.notFound("configuration"));
  }

  ApiResponse version(IncomingRequest request, String id) {
    return seen(id)
        .flatMap(found -> found.version(request.lastSegment()))
        .map(version -> JsonBody.answer(200, version.json()))
        .orElseGet(() -> GenesysErrors.notFound("configuration version"));
  }

  ApiResponse replaceDraft(String id, ObjectNode body) {
    WebConfiguration found = configurations.latest(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("configuration");
    }
    WebConfiguration changed = found.withDraft(body, activation.start());
    configurations.put(id, changed);
    return JsonBody.answer(200, changed.draft().json());
  }

  /** Publishes the draft, which must be ready. */
  ApiResponse publish(String id) {
    WebConfiguration found = configurations.latest(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("configuration");
    }
    if (!found.draft().work().isActive()) {
      String why = "The draft is not active but " + found.draft().work().status();
      return GenesysErrors.error(400, "bad.request", why);
    }
    WebConfiguration changed = found.publish(activation.start());
    configurations.put(id, changed);
    return changed
        .latestPublished()
        .map(version -> JsonBody.answer(200, version.json()))
        .orElseThrow();
  }

  /** Removes it with all versions, unless a deployment uses one. */
  ApiResponse remove(String id, boolean inUse) {
    WebConfiguration found = configurations.latest(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("configuration");
    }
    if (inUse) {
      return GenesysErrors.error(400, "bad.request", "A deployment uses this configuration");
    }
    configurations.remove(id, found.in(activation.removal()), activation.takes());
    return JsonBody.noContent();
  }

  /** Changes the draft and publishes it, as a person may. */
  void edit(String id, ObjectNode mergePatch) {
    configurations.edit(
        id,
        found ->
            found
                .withDraft(MergePatch.apply(found.draft().fields(), mergePatch), activation.done())
                .publish(activation.done()));
  }

  /** The name of the version published last, if there is one. */
  Optional<String> latestVersion(String id) {
    return configurations.latest(id).flatMap(WebConfiguration::latestPublished).map(Version::name);
  }

  /** The drafts as JSON texts by id. */
  Map<String, String> texts() {
    return configurations.texts(found -> found.draft().json().toString());
  }

  void forget() {
    configurations.clear();
  }
}
