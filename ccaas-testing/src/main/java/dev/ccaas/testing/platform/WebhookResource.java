// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.FieldChecks.isList;
import static dev.ccaas.testing.platform.FieldChecks.isWholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The source document's webhooks (S1 step 3), at the path of its platform.
 *
 * <p>Create is the document's; read, list, replace and remove are our extension.
 */
final class WebhookResource {
  private static final Set<String> FIELDS =
      Set.of("name", "uri", "eventFilters", "type", "enabled", "deliveryPolicy");

  private final Refusals refusals;
  private final ResourceStore webhooks;

  WebhookResource(String path, Refusals refusals, Agenda agenda) {
    this.refusals = refusals;
    this.webhooks = new ResourceStore(path, refusals, agenda);
  }

  ResourceStore store() {
    return webhooks;
  }

  static List<FieldProblem> problems(ObjectNode webhook) {
    return FieldChecks.of(webhook, "", FIELDS)
        .required("name", FieldChecks::isText)
        .required("uri", WebhookResource::isWebUri)
        .required("eventFilters", isList(WebhookResource::isFilter))
        .required("type", FieldChecks::isText)
        .required("enabled", JsonNode::isBoolean)
        .optional("deliveryPolicy", JsonNode::isObject)
        .inside(
            "deliveryPolicy",
            Set.of("retryCount", "retryInterval"),
            policy ->
                policy
                    .required("retryCount", isWholeNumber(0, 100))
                    .required("retryInterval", isWholeNumber(1, 86_400)))
        .problems();
  }

  static boolean isWebUri(JsonNode node) {
    try {
      URI uri = URI.create(node.asText());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return node.isTextual() && web && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isFilter(JsonNode node) {
    return node.isObject() && node.size() == 1 && FieldChecks.isText(node.path("eventType"));
  }

  ApiResponse create(ObjectNode webhook) {
    return JsonBody.answer(201, webhooks.create(webhook));
  }

  ApiResponse get(String id) {
    return webhooks.seen(id).map(found -> JsonBody.answer(200, found)).orElseGet(this::notFound);
  }

  ApiResponse replace(String id, ObjectNode webhook) {
    return webhooks.has(id) ? JsonBody.answer(200, webhooks.put(id, webhook)) : notFound();
  }

  private ApiResponse notFound() {
    return refusals.notFound("webhook");
  }
}
