// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.Route.Handler;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands before CXone's published operations: {@code Accept}, a bearer token that may do more
 * than ask the Patron API, and the {@code CorrelationId} of the answer. Guarded by its platform.
 */
final class CxoneGate {
  private static final String CORRELATION_ID = "CorrelationId";
  private static final Scopes NEEDED = Scopes.of("AdminApi");

  private final TokenStore tokens;

  CxoneGate(TokenStore tokens) {
    this.tokens = tokens;
  }

  /** An operation for those who have a token. */
  Route guarded(String operation, Handler handler) {
    return open(
        operation, (request, id) -> refusal(request).orElseGet(() -> handler.handle(request, id)));
  }

  /** An operation for everybody. */
  static Route open(String operation, Handler handler) {
    return Route.api(
        operation,
        (request, id) ->
            correlated(
                request,
                request.headers().first("Accept").isPresent()
                    ? handler.handle(request, id)
                    : cannotRender()));
  }

  private Optional<ApiResponse> refusal(IncomingRequest request) {
    Refusals refusals = CxoneErrors.at(request.path());
    Optional<Issued> token = request.bearerToken().flatMap(tokens::find);
    if (token.isEmpty()) {
      return Optional.of(refusals.of(401, "unauthorized", "The token is missing or not valid"));
    }
    return NEEDED.minus(token.get().scopes()).isEmpty()
        ? Optional.empty()
        : Optional.of(refusals.of(403, "forbidden", "The token does not reach this API"));
  }

  /** The answer to a request without {@code Accept}. */
  static ApiResponse cannotRender() {
    Headers headers = Headers.of(Map.of("Content-Type", List.of("text/plain")));
    return ApiResponse.of(406, headers, "No known way to render data".getBytes(UTF_8));
  }

  /** With the request's own correlation id, or a new one. */
  private static ApiResponse correlated(IncomingRequest request, ApiResponse answer) {
    String id =
        request.headers().first(CORRELATION_ID).orElseGet(() -> UUID.randomUUID().toString());
    return ApiResponse.of(
        answer.status(), answer.headers().with(CORRELATION_ID, id), answer.body());
  }
}
