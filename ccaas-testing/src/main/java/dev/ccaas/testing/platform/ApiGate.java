// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What stands before every API operation: a bearer token, its rate limit, and the lower limit of
 * some families of paths, which is counted for each token too. Guarded by its platform.
 */
final class ApiGate {
  private final TokenStore tokens;
  private final Map<String, Integer> families = new HashMap<>();

  ApiGate(TokenStore tokens) {
    this.tokens = tokens;
  }

  /** From now on a token may ask so often in a minute at paths that begin so. */
  void familyLimit(String pathPrefix, int requestsPerMinute) {
    families.put(pathPrefix, requestsPerMinute);
  }

  void forget() {
    families.clear();
  }

  ApiResponse pass(IncomingRequest request, Function<Issued, ApiResponse> work) {
    return request
        .bearerToken()
        .flatMap(tokens::find)
        .map(token -> limited(request, token, work))
        .orElseGet(() -> unauthorized(request));
  }

  private ApiResponse limited(
      IncomingRequest request, Issued token, Function<Issued, ApiResponse> work) {
    FixedWindow own = token.window();
    FixedWindow family = family(request.path(), token).orElse(own);
    if (!own.admit()) {
      return refused(own);
    }
    if (family != own && !family.admit()) {
      return refused(family);
    }
    return withHeaders(work.apply(token), family);
  }

  /** The window of the longest prefix that has a limit. */
  private Optional<FixedWindow> family(String path, Issued token) {
    return families.keySet().stream()
        .filter(path::startsWith)
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .map(prefix -> token.family(prefix, families.getOrDefault(prefix, 1)));
  }

  private static ApiResponse refused(FixedWindow window) {
    return withHeaders(GenesysErrors.tooManyRequests(window.resetSeconds()), window);
  }

  /** Adds what every answer to a valid token carries. */
  private static ApiResponse withHeaders(ApiResponse answer, FixedWindow window) {
    Headers headers = answer.headers();
    if (headers.first("ININ-Correlation-Id").isEmpty()) {
      headers = headers.with("ININ-Correlation-Id", UUID.randomUUID().toString());
    }
    headers =
        headers
            .with("inin-ratelimit-count", Integer.toString(window.count()))
            .with("inin-ratelimit-allowed", Integer.toString(window.allowed()))
            .with("inin-ratelimit-reset", Long.toString(window.resetSeconds()));
    return ApiResponse.of(answer.status(), headers, answer.body());
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
}
