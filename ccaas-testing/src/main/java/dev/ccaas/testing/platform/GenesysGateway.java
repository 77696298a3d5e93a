// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.GatewayResources.Access;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The source document's contract (profile {@code gateway}): brands and webhooks for tokens with its
 * scopes, and its headers.
 */
final class GenesysGateway {
  private static final String BRANDS = "/api/v2/webchat/brands";
  private static final String WEBHOOKS = "/api/v2/webhooks/webhooks";

  private static final Scopes READ_BRAND = Scopes.of("webchat:brand:read");
  private static final Scopes WRITE_BRAND = Scopes.of("webchat:brand:write");
  // The document names no other webhook scope, so it covers reading too.
  private static final Scopes WEBHOOK = Scopes.of("webhooks:webhook:write");

  private final ApiGate gate;
  private final Supplier<Duration> latency;
  private final GatewayResources resources;

  GenesysGateway(ApiGate gate, Agenda agenda, Supplier<Duration> latency) {
    this.gate = gate;
    this.latency = latency;
    this.resources =
        new GatewayResources(
            GenesysErrors.WORDING,
            new BrandResource(BRANDS, GenesysErrors.WORDING, agenda),
            new WebhookResource(WEBHOOKS, GenesysErrors.WORDING, agenda));
  }

  /** The scopes that the document's work needs. */
  static Scopes scopes() {
    return Scopes.of("webchat:brand:read", "webchat:brand:write", "webhooks:webhook:write");
  }

  GatewayResources resources() {
    return resources;
  }

  List<Route> routes() {
    return resources.routes(
        (access, handler) ->
            (request, id) ->
                withHeaders(
                    gate.pass(
                        request,
                        token ->
                            authorized(token, needed(access), () -> handler.handle(request, id)))));
  }

  private static Scopes needed(Access access) {
    return switch (access) {
      case READ_BRANDS -> READ_BRAND;
      case WRITE_BRANDS -> WRITE_BRAND;
      case WEBHOOKS -> WEBHOOK;
    };
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
