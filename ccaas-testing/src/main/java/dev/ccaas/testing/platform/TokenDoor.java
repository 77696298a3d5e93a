// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.ClientRegistry.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint for the client-credentials grant (RFC 6749 sections 4.4 and 5).
 *
 * <p>Stricter than some servers: parameters count only in a form body, where RFC 6749 wants them.
 */
final class TokenDoor {
  private final ClientRegistry clients;
  private final TokenStore tokens;
  private final FixedWindow limit;

  TokenDoor(ClientRegistry clients, TokenStore tokens, FixedWindow limit) {
    this.clients = clients;
    this.tokens = tokens;
    this.limit = limit;
  }

  ApiResponse handle(IncomingRequest request) {
    if (!limit.admit()) {
      return rateLimited(limit.resetSeconds());
    }
    Optional<Map<String, String>> form = FormBody.of(request);
    if (form.isEmpty()) {
      return error(400, "invalid_request", "the body must be a form that repeats no parameter");
    }
    Verdict verdict = clients.authenticate(request.headers(), form.get());
    if (verdict != Verdict.KNOWN) {
      return refused(verdict);
    }
    return grant(form.get());
  }

  private ApiResponse grant(Map<String, String> form) {
    String grantType = form.get("grant_type");
    if (grantType == null) {
      return error(400, "invalid_request", "grant_type is missing");
    }
    if (!grantType.equals("client_credentials")) {
      return error(400, "unsupported_grant_type", "only client_credentials is served");
    }
    Scopes wanted;
    try {
      wanted = Scopes.parse(form.getOrDefault("scope", ""));
    } catch (IllegalArgumentException e) {
      return error(400, "invalid_scope", "a scope is malformed");
    }
    Scopes denied = wanted.minus(clients.scopes());
    if (!denied.isEmpty()) {
      return error(400, "invalid_scope", "the client may not have: " + denied);
    }
    return granted(wanted.isEmpty() ? clients.scopes() : wanted);
  }

  private ApiResponse granted(Scopes scopes) {
    ObjectNode body =
        JsonText.object()
            .put("access_token", tokens.issue(scopes))
            .put("token_type", "bearer")
            .put("expires_in", tokens.lifetime().toSeconds())
            .put("scope", scopes.toString());
    return answer(200, body);
  }

  private static ApiResponse refused(Verdict verdict) {
    if (verdict == Verdict.MALFORMED) {
      return error(400, "invalid_request", "the client must authenticate in exactly one way");
    }
    ApiResponse answer = error(401, "invalid_client", "client id or secret is wrong");
    Headers headers = answer.headers().with("WWW-Authenticate", "Basic realm=\"login\"");
    return ApiResponse.of(401, headers, answer.body());
  }

  /** The login host's own rate limit, which Genesys Cloud answers as 400, not 429. */
  static ApiResponse rateLimited(long seconds) {
    String text = "rate limit exceeded; try again in " + seconds + " seconds";
    return error(400, "invalid_request", text);
  }

  /** An error on demand, with the code that RFC 6749 section 5.2 has for its status. */
  static ApiResponse ofStatus(int status, @Nullable Duration retryAfter) {
    String code =
        switch (status) {
          case 401 -> "invalid_client";
          case 503 -> "temporarily_unavailable";
          default -> status < 500 ? "invalid_request" : "server_error";
        };
    return Refusals.withRetryAfter(
        error(status, code, "the request ended in status " + status), retryAfter);
  }

  private static ApiResponse error(int status, String code, String text) {
    ObjectNode body =
        JsonText.object()
            .put("error", code)
            .put("description", text)
            .put("error_description", text);
    return answer(status, body);
  }

  private static ApiResponse answer(int status, ObjectNode body) {
    Map<String, List<String>> headers =
        Map.of(
            "Content-Type", List.of("application/json"),
            "Cache-Control", List.of("no-store"),
            "Pragma", List.of("no-cache"));
    return ApiResponse.of(status, Headers.of(headers), JsonText.write(body));
  }
}
