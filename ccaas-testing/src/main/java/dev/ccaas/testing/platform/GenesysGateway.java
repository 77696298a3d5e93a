// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.GenesysErrors.FieldProblem;
import dev.ccaas.testing.platform.Route.Handler;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The source document's contract (profile {@code gateway}): brands and webhooks behind a bearer
 * token, its scopes and its rate limit.
 */
final class GenesysGateway {
  private static final Scopes READ_BRAND = Scopes.of("webchat:brand:read");
  private static final Scopes WRITE_BRAND = Scopes.of("webchat:brand:write");
  // The document names no other webhook scope, so it covers reading too.
  private static final Scopes WEBHOOK = Scopes.of("webhooks:webhook:write");

  private final TokenStore tokens;
  private final Supplier<Duration> latency;
  private final BrandResource brands;
  private final WebhookResource webhooks = new WebhookResource();

  GenesysGateway(TokenStore tokens, BrandResource brands, Supplier<Duration> latency) {
    this.tokens = tokens;
    this.brands = brands;
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
    Handler createBrand = body(BrandResource::problems, (id, body) -> brands.create(body));
    Handler replaceBrand = body(BrandResource::problems, brands::replace);
    Handler createWebhook = body(WebhookResource::problems, (id, body) -> webhooks.create(body));
    Handler replaceWebhook = body(WebhookResource::problems, webhooks::replace);
    return List.of(
        route("POST " + brand, WRITE_BRAND, createBrand),
        route("GET " + brand, READ_BRAND, (request, id) -> allBrands.page(request)),
        route("GET " + brand + "/{id}", READ_BRAND, brands::get),
        route("PUT " + brand + "/{id}", WRITE_BRAND, replaceBrand),
        route("DELETE " + brand + "/{id}", WRITE_BRAND, (r, id) -> remove(allBrands, id)),
        route("POST " + webhook, WEBHOOK, createWebhook),
        route("GET " + webhook, WEBHOOK, (request, id) -> allWebhooks.page(request)),
        route("GET " + webhook + "/{id}", WEBHOOK, (request, id) -> webhooks.get(id)),
        route("PUT " + webhook + "/{id}", WEBHOOK, replaceWebhook),
        route("DELETE " + webhook + "/{id}", WEBHOOK, (r, id) -> remove(allWebhooks, id)));
  }

  static ApiResponse json(int status, ObjectNode body) {
    Headers headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    return ApiResponse.of(status, headers, JsonText.write(body));
  }

  private Route route(String operation, Scopes required, Handler handler) {
    String[] methodAndPath = operation.split(" ", 2);
    return Route.api(
        methodAndPath[0],
        methodAndPath[1],
        (request, id) -> {
          Optional<Issued> token = bearerToken(request).flatMap(tokens::find);
          return token.isEmpty()
              ? unauthorized(request)
              : withHeaders(
                  authorized(token.get(), required, () -> handler.handle(request, id)),
                  token.get());
        });
  }

  private static Optional<String> bearerToken(IncomingRequest request) {
    List<String> values = request.headers().all("Authorization");
    boolean bearer = values.size() == 1 && values.get(0).regionMatches(true, 0, "Bearer ", 0, 7);
    return bearer ? Optional.of(values.get(0).substring(7)) : Optional.empty();
  }

  private static ApiResponse unauthorized(IncomingRequest request) {
    boolean given = request.headers().first("Authorization").isPresent();
    ApiResponse answer =
        given
            ? GenesysErrors.error(401, "bad.credentials", "The token is unknown or has expired")
            : GenesysErrors.error(401, "authentication.required", "There is no bearer token");
    return ApiResponse.of(
        401, answer.headers().with("WWW-Authenticate", "Bearer realm=\"api\""), answer.body());
  }

  private static ApiResponse authorized(Issued token, Scopes required, Supplier<ApiResponse> work) {
    if (!token.window().admit()) {
      return GenesysErrors.tooManyRequests(token.window().resetSeconds());
    }
    Scopes missing = required.minus(token.scopes());
    if (!missing.isEmpty()) {
      return GenesysErrors.error(403, "not.authorized", "The token lacks the scope " + missing);
    }
    return work.get();
  }

  /** Adds what every answer to a valid token carries. */
  private ApiResponse withHeaders(ApiResponse answer, Issued token) {
    FixedWindow window = token.window();
    Headers headers = answer.headers();
    if (headers.first("ININ-Correlation-Id").isEmpty()) {
      headers = headers.with("ININ-Correlation-Id", UUID.randomUUID().toString());
    }
    headers =
        headers
            .with("inin-ratelimit-count", Integer.toString(window.count()))
            .with("inin-ratelimit-allowed", Integer.toString(window.allowed()))
            .with("inin-ratelimit-reset", Long.toString(window.resetSeconds()))
            .with("x-ratelimit-remaining", Integer.toString(window.remaining()))
            .with("x-response-time", Long.toString(latency.get().toMillis()));
    return ApiResponse.of(answer.status(), headers, answer.body());
  }

  /** Reads and checks a JSON body before the work. */
  private static Handler body(Function<ObjectNode, List<FieldProblem>> check, Work work) {
    return (request, id) -> {
      if (!request.hasContentType("application/json")) {
        return GenesysErrors.error(415, "unsupported.media.type", "The body must be JSON");
      }
      Optional<ObjectNode> body = JsonText.parseObject(request.body());
      if (body.isEmpty()) {
        return GenesysErrors.error(400, "bad.request", "The body is not one JSON object");
      }
      List<FieldProblem> problems = check.apply(body.get());
      return problems.isEmpty() ? work.on(id, body.get()) : GenesysErrors.invalidFields(problems);
    };
  }

  private static ApiResponse remove(ResourceStore store, String id) {
    return store.remove(id)
        ? ApiResponse.of(204, Headers.none(), new byte[0])
        : GenesysErrors.error(404, "not.found", "There is nothing of that id");
  }

  @FunctionalInterface
  private interface Work {
    ApiResponse on(String id, ObjectNode body);
  }
}
