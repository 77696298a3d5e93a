// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.Activation.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Genesys Cloud's {@code /api/v2/conversations/messaging/integrations/open}: its answers, unlike
 * anything else here, show a secret.
 */
final class OpenIntegrationResource {
  static final String PATH = "/api/v2/conversations/messaging/integrations/open";

  private static final String SECRET = "outboundNotificationWebhookSignatureSecretToken";
  private static final String URL = "outboundNotificationWebhookUrl";
  private static final int SHORTEST_SECRET = 16;

  private final Activation activation;
  private final LaggingStore<Integration> integrations;

  OpenIntegrationResource(Activation activation, Agenda agenda) {
    this.activation = activation;
    this.integrations = new LaggingStore<>(agenda);
  }

  static List<FieldProblem> problemsOfNew(ObjectNode body) {
    return problems("OpenIntegrationRequest", body);
  }

  static List<FieldProblem> problemsOfUpdate(ObjectNode body) {
    return problems("OpenIntegrationUpdateRequest", body);
  }

  private static List<FieldProblem> problems(String schema, ObjectNode body) {
    List<FieldProblem> problems = BodySchemas.genesys().check(schema, body);
    if (!problems.isEmpty()) {
      return problems;
    }
    if (body.has(SECRET) && body.path(SECRET).asText().length() < SHORTEST_SECRET) {
      problems.add(new FieldProblem(SECRET, "invalid.value"));
    }
    if (body.has(URL) && !WebhookResource.isWebUri(body.path(URL))) {
      problems.add(new FieldProblem(URL, "invalid.value"));
    }
    return problems;
  }

  ApiResponse create(ObjectNode body) {
    String id = UUID.randomUUID().toString();
    Work work = activation.start();
    body.put("id", id)
        .put("dateCreated", work.started().toString())
        .put("dateModified", work.started().toString())
        .put("selfUri", PATH + "/" + id);
    Integration created = new Integration(body, work);
    integrations.put(id, created);
    return JsonBody.answer(200, created.json());
  }

  /** Sets the fields that the body names. */
  ApiResponse update(String id, ObjectNode body) {
    Integration old = integrations.latest(id).orElse(null);
    if (old == null) {
      return GenesysErrors.notFound("integration");
    }
    ObjectNode fields = old.fields.deepCopy();
    fields.setAll(body);
    fields.put("dateModified", activation.done().started().toString());
    Integration changed = new Integration(fields, old.work);
    integrations.put(id, changed);
    return JsonBody.answer(200, changed.json());
  }

  ApiResponse list(IncomingRequest request) {
    OrderedShelf<Integration> seen = integrations.seen();
    return NumberedPage.of(request)
        .map(page -> JsonBody.answer(200, listing(page, seen)))
        .orElseGet(() -> NumberedPage.refusal(GenesysErrors.WORDING));
  }

  private static ObjectNode listing(NumberedPage page, OrderedShelf<Integration> seen) {
    int pages = page.pageCount(seen);
    ObjectNode body =
        page.body(seen, Integration::json)
            .put("pageCount", pages)
            .put("selfUri", page.at(PATH, page.number()))
            .put("firstUri", page.at(PATH, 1))
            .put("lastUri", page.at(PATH, Math.max(1, pages)));
    if (page.hasNext(seen)) {
      body.put("nextUri", page.next(PATH));
    }
    if (page.number() > 1) {
      body.put("previousUri", page.at(PATH, page.number() - 1));
    }
    return body;
  }

  ApiResponse get(String id) {
    return integrations
        .seen()
        .find(id)
        .map(found -> JsonBody.answer(200, found.json()))
        .orElseGet(() -> GenesysErrors.notFound("integration"));
  }

  ApiResponse remove(String id) {
    Integration found = integrations.latest(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("integration");
    }
    integrations.remove(id, found, activation.takes());
    return JsonBody.noContent();
  }

  void edit(String id, ObjectNode mergePatch) {
    integrations.edit(
        id, found -> new Integration(MergePatch.apply(found.fields, mergePatch), found.work));
  }

  /** The integrations as JSON texts by id, their secrets and headers hidden. */
  Map<String, String> texts() {
    return integrations.texts(found -> found.withoutSecrets().toString());
  }

  void forget() {
    integrations.clear();
  }

  /** An integration; the fields hold all that is answered but how its creation goes. */
  private record Integration(ObjectNode fields, Work work) {
    ObjectNode json() {
      ObjectNode json = fields.deepCopy();
      switch (work.status()) {
        case "Pending" -> json.put("createStatus", "Initiated");
        case "Active" -> json.put("createStatus", "Completed");
        default ->
            json.put("createStatus", "Error")
                .putObject("createError")
                .put("message", "The integration could not be created")
                .put("code", "integration.create.failed")
                .put("status", 400);
      }
      return json;
    }

    ObjectNode withoutSecrets() {
      ObjectNode json = json().put(SECRET, "***");
      if (json.get("webhookHeaders") instanceof ObjectNode headers) {
        List<String> names = new ArrayList<>();
        headers.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> headers.put(name, "***"));
      }
      return json;
    }

    @Override
    public String toString() {
      return "Integration[" + fields.path("id").asText() + "]";
    }
  }
}
