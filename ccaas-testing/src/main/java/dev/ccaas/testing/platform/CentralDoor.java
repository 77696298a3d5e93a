// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Central's legacy token door: {@code basic base64(AppName@Vendor:BusinessUnit)} and a body in
 * JSON. A token of the client grant reaches the Patron API only.
 */
final class CentralDoor {
  private static final String PATH = "/InContactAuthorizationServer/Token";
  private static final Scopes PATRON = Scopes.of("PatronApi");

  private final ClientRegistry application;
  private final ClientRegistry user;
  private final CxoneTokens tokens;
  private final CxoneAddresses addresses;

  CentralDoor(
      ClientRegistry application,
      ClientRegistry user,
      CxoneTokens tokens,
      CxoneAddresses addresses) {
    this.application = application;
    this.user = user;
    this.tokens = tokens;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(Route.token("/central" + PATH, (request, id) -> handle(request)));
  }

  private ApiResponse handle(IncomingRequest request) {
    if (!isApplication(request)) {
      return refused(401, "invalid_client", "the application is unknown");
    }
    Optional<ObjectNode> body = JsonText.parseObject(request.body());
    if (body.isEmpty() || !request.hasContentType("application/json")) {
      return refused(400, "invalid_request", "the body must be one JSON object");
    }
    return switch (text(body.get(), "grant_type")) {
      case "password" -> password(request, body.get());
      case "client_credentials" -> granted(request, PATRON);
      case "refresh_token" ->
          tokens
              .redeem(text(body.get(), "refresh_token"))
              .map(scopes -> granted(request, scopes))
              .orElseGet(() -> refused(400, "invalid_grant", "the refresh token is unknown"));
      default -> refused(400, "unsupported_grant_type", "no such grant_type");
    };
  }

  private boolean isApplication(IncomingRequest request) {
    String authorization = request.headers().first("Authorization").orElse("");
    if (!authorization.regionMatches(true, 0, "basic ", 0, 6)) {
      return false;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).trim());
      String[] parts = new String(pair, UTF_8).split(":", 2);
      return parts.length == 2 && application.knows(parts[0], parts[1]);
    } catch (IllegalArgumentException e) {
      return false; // not Base64: the caller answers 401
    }
  }

  private ApiResponse password(IncomingRequest request, ObjectNode body) {
    if (!user.knows(text(body, "username"), text(body, "password"))) {
      return refused(400, "invalid_grant", "username or password is wrong");
    }
    Scopes wanted;
    try {
      wanted = Scopes.parse(text(body, "scope"));
    } catch (IllegalArgumentException e) {
      return refused(400, "invalid_scope", "a scope is malformed");
    }
    return wanted.minus(CxoneTokens.ALL).isEmpty()
        ? granted(request, wanted.isEmpty() ? CxoneTokens.ALL : wanted)
        : refused(400, "invalid_scope", "there is no such scope");
  }

  private ApiResponse granted(IncomingRequest request, Scopes scopes) {
    ObjectNode body =
        JsonText.object()
            .put("access_token", tokens.newAccess(scopes))
            .put("token_type", "bearer")
            .put("expires_in", tokens.lifetimeSeconds())
            .put("refresh_token", tokens.newRefresh(scopes))
            .put("scope", scopes.toString())
            .put("refresh_token_server_uri", addresses.uri(CxoneHost.CENTRAL, request) + PATH)
            .put(
                "resource_server_base_uri",
                addresses.uri(CxoneHost.ACD, request) + "/incontactapi/")
            .put("agent_id", 1)
            .put("team_id", 1);
    return JsonBody.answer(200, body);
  }

  private static String text(ObjectNode body, String name) {
    return body.path(name).asText("");
  }

  private static ApiResponse refused(int status, String code, String why) {
    return CxoneErrors.OAUTH.of(status, code, why);
  }
}
