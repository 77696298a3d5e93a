// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.ClientRegistry.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The global token door: the password grant, in which an access key is name and password, for a
 * client that NICE has registered; and its refresh. It has no client-credentials grant.
 */
final class OpenIdDoor {
  private final ClientRegistry client;
  private final ClientRegistry accessKey;
  private final CxoneTokens tokens;

  OpenIdDoor(ClientRegistry client, ClientRegistry accessKey, CxoneTokens tokens) {
    this.client = client;
    this.accessKey = accessKey;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(Route.token("/global/auth/token", (request, id) -> handle(request)));
  }

  private ApiResponse handle(IncomingRequest request) {
    Optional<Map<String, String>> form = FormBody.of(request);
    if (form.isEmpty()) {
      return refused(400, "invalid_request", "the body must be a form that repeats no parameter");
    }
    return switch (form.get().getOrDefault("grant_type", "")) {
      case "password" -> password(request, form.get());
      case "refresh_token" -> refresh(form.get());
      case "" -> refused(400, "invalid_request", "grant_type is missing");
      default -> refused(400, "unsupported_grant_type", "password and refresh_token are served");
    };
  }

  private ApiResponse password(IncomingRequest request, Map<String, String> form) {
    Verdict verdict = client.authenticate(request.headers(), form);
    if (verdict == Verdict.MALFORMED) {
      return refused(400, "invalid_request", "the client must authenticate in exactly one way");
    }
    if (verdict == Verdict.UNKNOWN) {
      return refused(401, "invalid_client", "client id or secret is wrong");
    }
    return accessKey.knows(form.getOrDefault("username", ""), form.getOrDefault("password", ""))
        ? granted(CxoneTokens.ALL)
        : refused(400, "invalid_grant", "username or password is wrong");
  }

  /** The published schema wants the client's id and not its secret. */
  private ApiResponse refresh(Map<String, String> form) {
    if (!form.getOrDefault("client_id", "").equals(client.id())) {
      return refused(401, "invalid_client", "client_id is missing or unknown");
    }
    return tokens
        .redeem(form.getOrDefault("refresh_token", ""))
        .map(this::granted)
        .orElseGet(() -> refused(400, "invalid_grant", "the refresh token is unknown or used"));
  }

  private ApiResponse granted(Scopes scopes) {
    ObjectNode body =
        JsonText.object()
            .put("access_token", tokens.newAccess(scopes))
            .put("token_type", "Bearer")
            .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
            .put("refresh_token", tokens.newRefresh(scopes))
            .put("expires_in", tokens.lifetimeSeconds())
            .put("id_token", tokens.newId());
    return JsonBody.answer(200, body);
  }

  private static ApiResponse refused(int status, String code, String why) {
    return CxoneErrors.OAUTH.of(status, code, why);
  }
}
