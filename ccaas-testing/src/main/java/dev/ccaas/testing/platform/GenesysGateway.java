// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.JsonBody.checked;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.Route.Handler;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The source document's contract (profile {@code gateway}): brands and webhooks for tokens with its
 * scopes, and its headers.
 */
final class GenesysGateway {
  private static final Scopes READ_BRAND = Scopes.of("webchat:brand:read");
  private static final Scopes WRITE_BRAND = Scopes.of("webchat:brand:write");
  // The document names no other webhook scope, so it covers reading too.
  private static final Scopes WEBHOOK = Scopes.of("webhooks:webhook:write");

  private final ApiGate gate;
  private final Supplier<Duration> latency;
  private final BrandResource brands;
  private final WebhookResource webhooks;

  GenesysGateway(ApiGate gate, Agenda agenda, BrandResource brands, Supplier<Duration> latency) {
    this.gate = gate;
    this.brands = brands;
    this.webhooks = new WebhookResource(agenda);
    this.latency = latency;
  }

  /** The scopes that the document's work needs. */
  static Scopes scopes() {
    return Scopes.of("webchat:brand:read", "webchat:brand:write", "webhooks:webhook:write");
  }

  BrandResource brands() {
    return brands;
  }

  WebhookResource webhooks() {
    return webhooks;
  }

  List<Route> routes() {
    String brand = BrandResource.PATH;
    String webhook = WebhookResource.PATH;
    ResourceStore allBrands = brands.store();
    ResourceStore allWebhooks = webhooks.store();
    Handler createBrand = checked(BrandResource::problems, (id, body) -> brands.create(body));
    Handler replaceBrand = checked(BrandResource::problems, brands::replace);
    Handler createWebhook = checked(WebhookResource::problems, (id, body) -> webhooks.create(body));
    Handler replaceWebhook = checked(WebhookResource::problems, webhooks::replace);
    return List.of(
        route("POST " + brand, WRITE_BRAND, createBrand),
        route("GET " + brand, READ_BRAND, (request, id) -> allBrands.page(request)),
        route("GET " + brand + "/{id}", READ_BRAND, brands::get),
        route("PUT " + brand + "/{id}", WRITE_BRAND, replaceBrand),
        route("DELETE " + brand + "/{id}", WRITE_BRAND, (r, id) -> allBrands.remove(id)),
        route("POST " + webhook, WEBHOOK, createWebhook),
        route("GET " + webhook, WEBHOOK, (request, id) -> allWebhooks.page(request)),
        route("GET " + webhook + "/{id}", WEBHOOK, (request, id) -> webhooks.get(id)),
        route("PUT " + webhook + "/{id}", WEBHOOK, replaceWebhook),
        route("DELETE " + webhook + "/{id}", WEBHOOK, (r, id) -> allWebhooks.remove(id)));
  }

  private Route route(String operation, Scopes required, Handler handler) {
    return Route.api(
        operation,
        (request, id) ->
            withHeaders(
                gate.pass(
                    request,
                    token -> authorized(token, required, () -> handler.handle(request, id)))));
  }

  private static ApiResponse authorized(Issued token, Scopes required, Supplier<ApiResponse> work) {
    Scopes missing = required.minus(token.scopes());
    return missing.isEmpty()
        ? work.get()
        : GenesysErrors.error(403, "not.authorized", "The token lacks the scope " + missing);
  }

  /** Adds the document's own headers, of which the vendor knows nothing. */
  private ApiResponse withHeaders(ApiResponse answer) {
    if (answer.headers().first("inin-ratelimit-count").isEmpty()) {
      return answer;
    }
    int left = number(answer, "inin-ratelimit-allowed") - number(answer, "inin-ratelimit-count");
    Headers headers =
        answer
            .headers()
            .with("x-ratelimit-remaining", Integer.toString(Math.max(0, left)))
            .with("x-response-time", Long.toString(latency.get().toMillis()));
    return ApiResponse.of(answer.status(), headers, answer.body());
  }

  private static int number(ApiResponse answer, String header) {
    return Integer.parseInt(answer.headers().first(header).orElse("0"));
  }
}
