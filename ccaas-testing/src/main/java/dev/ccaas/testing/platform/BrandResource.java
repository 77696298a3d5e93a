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
import org.jspecify.annotations.Nullable;

/**
 * The source document's brands (S1 steps 1 to 3), at the path of its platform.
 *
 * <p>Create and health check are the document's; list, replace and remove are our extension.
 */
final class BrandResource {
  private static final Set<String> FIELDS =
      Set.of("name", "description", "endpointUrl", "allowedOrigins", "channelTypes", "settings");
  private static final Set<String> SETTINGS =
      Set.of(
          "maxConcurrentSessions",
          "rateLimitThreshold",
          "tlsCertificateChain",
          "healthCheckInterval");

  private final Refusals refusals;
  private final Agenda agenda;
  private final ResourceStore brands;
  private @Nullable String healthStatus = "active";

  BrandResource(String path, Refusals refusals, Agenda agenda) {
    this.refusals = refusals;
    this.agenda = agenda;
    this.brands = new ResourceStore(path, refusals, agenda);
  }

  ResourceStore store() {
    return brands;
  }

  /** What health checks find from now on; null makes them find nothing. */
  void healthStatus(@Nullable String status) {
    healthStatus = status;
  }

  void forget() {
    brands.clear();
    healthStatus = "active";
  }

  static List<FieldProblem> problems(ObjectNode brand) {
    return FieldChecks.of(brand, "", FIELDS)
        .required("name", FieldChecks::isText)
        .optional("description", JsonNode::isTextual)
        .optional("endpointUrl", FieldChecks::isText)
        .required("allowedOrigins", isList(BrandResource::isOrigin))
        .required("channelTypes", isList(FieldChecks::isText))
        .required("settings", JsonNode::isObject)
        .inside(
            "settings",
            SETTINGS,
            settings ->
                settings
                    .optional("maxConcurrentSessions", isWholeNumber(1, 10_000))
                    .optional("rateLimitThreshold", isWholeNumber(1, 5_000))
                    .optional("tlsCertificateChain", isList(FieldChecks::isText))
                    .optional("healthCheckInterval", isWholeNumber(1, Integer.MAX_VALUE)))
        .problems();
  }

  private static boolean isOrigin(JsonNode node) {
    try {
      URI uri = URI.create(node.asText());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return node.isTextual()
          && web
          && uri.getHost() != null
          && node.asText().equals(uri.getScheme() + "://" + uri.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  ApiResponse create(ObjectNode brand) {
    return JsonBody.answer(201, brands.create(brand.put("status", "active")));
  }

  ApiResponse get(IncomingRequest request, String id) {
    ObjectNode brand = brands.seen(id).orElse(null);
    if (brand == null) {
      return refusals.notFound("brand");
    }
    if (request.parameter("expand").orElse("").equals("health") && healthStatus != null) {
      brand
          .withObject("/settings")
          .put("healthStatus", healthStatus)
          .put("lastHealthCheck", agenda.now().toString());
    }
    return JsonBody.answer(200, brand);
  }

  ApiResponse replace(String id, ObjectNode brand) {
    if (!brands.has(id)) {
      return refusals.notFound("brand");
    }
    return JsonBody.answer(200, brands.put(id, brand.put("status", "active")));
  }
}
