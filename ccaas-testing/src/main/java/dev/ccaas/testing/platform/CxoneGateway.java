// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.GatewayResources.Access;
import dev.ccaas.testing.platform.Route.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The source document's contract (profile {@code gateway}): brands and webhooks for an API key or a
 * token, and its limit on webhooks.
 *
 * <p>Base, credentials and limit are the document's; paths and bodies are ours, after those of
 * Genesys, and errors are worded as by Digital Engagement.
 */
final class CxoneGateway {
  private final ClientRegistry apiKey;
  private final TokenStore tokens;
  private final FixedWindow webhookLimit;
  private final GatewayResources resources;

  CxoneGateway(ClientRegistry apiKey, TokenStore tokens, Agenda agenda, FixedWindow webhookLimit) {
    this.apiKey = apiKey;
    this.tokens = tokens;
    this.webhookLimit = webhookLimit;
    this.resources =
        new GatewayResources(
            CxoneErrors.DIGITAL,
            new BrandResource("/api/v2/brands", CxoneErrors.DIGITAL, agenda),
            new WebhookResource("/api/v2/webhooks", CxoneErrors.DIGITAL, agenda));
  }

  GatewayResources resources() {
    return resources;
  }

  /** Forgets who asked how often. */
  void forget() {
    webhookLimit.forget();
  }

  List<Route> routes() {
    return resources.routes(
        (access, handler) -> (request, id) -> serve(access, handler, request, id));
  }

  private ApiResponse serve(Access access, Handler handler, IncomingRequest request, String id) {
    if (!isKnown(request)) {
      return CxoneErrors.DIGITAL.of(
          401, "unauthorized", "Neither " + apiKey.id() + " nor a bearer token is valid");
    }
    if (access == Access.WEBHOOKS && !webhookLimit.admit()) {
      return CxoneErrors.ofStatus(
          CxoneErrors.DIGITAL, 429, Duration.ofSeconds(webhookLimit.resetSeconds()));
    }
    return handler.handle(request, id);
  }

  private boolean isKnown(IncomingRequest request) {
    Optional<String> bearer = request.bearerToken();
    List<String> keys =
        apiKey.id().equalsIgnoreCase("Authorization")
            ? bearer.stream().toList()
            : request.headers().all(apiKey.id());
    boolean byKey = keys.size() == 1 && apiKey.knows(apiKey.id(), keys.get(0));
    return byKey || bearer.flatMap(tokens::find).isPresent();
  }
}
