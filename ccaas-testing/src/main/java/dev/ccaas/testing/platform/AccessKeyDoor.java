// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** UserHub's token doors: an access key for a token, and a refresh token for a new one. */
final class AccessKeyDoor {
  private static final String KEY = "accessKeyId";
  private static final String SECRET = "accessKeySecret";

  private final ClientRegistry accessKey;
  private final CxoneTokens tokens;
  private final boolean textLifetime;

  AccessKeyDoor(ClientRegistry accessKey, CxoneTokens tokens, boolean textLifetime) {
    this.accessKey = accessKey;
    this.tokens = tokens;
    this.textLifetime = textLifetime;
  }

  List<Route> routes() {
    return List.of(
        Route.token(
            "/user-hub/authentication/v1/token/access-key",
            JsonBody.checked(
                CxoneErrors.USER_HUB, AccessKeyDoor::problems, (id, body) -> exchange(body))),
        Route.token(
            "/user-hub/public/user/refresh",
            JsonBody.checked(
                CxoneErrors.USER_HUB,
                body ->
                    FieldChecks.of(body, "", Set.of("token"))
                        .required("token", FieldChecks::isText)
                        .problems(),
                (id, body) -> refresh(body.path("token").asText()))));
  }

  /** The published schema takes these two fields and no others. */
  private static List<FieldProblem> problems(ObjectNode body) {
    return FieldChecks.of(body, "", Set.of(KEY, SECRET))
        .required(KEY, FieldChecks::isText)
        .required(SECRET, FieldChecks::isText)
        .problems();
  }

  private ApiResponse exchange(ObjectNode body) {
    if (!accessKey.knows(body.path(KEY).asText(), body.path(SECRET).asText())) {
      return unauthorized("The access key is unknown");
    }
    ObjectNode answer =
        JsonText.object()
            .put("access_token", tokens.newAccess(CxoneTokens.ALL))
            .put("token_type", "Bearer")
            .put("refresh_token", tokens.newRefresh(CxoneTokens.ALL))
            .put("refresh_token_expires_in", CxoneTokens.REFRESH_LIFETIME.toSeconds())
            .put("id_token", tokens.newId());
    if (textLifetime) {
      answer.put("expires_in", Long.toString(tokens.lifetimeSeconds()));
    } else {
      answer.put("expires_in", tokens.lifetimeSeconds());
    }
    return JsonBody.answer(200, answer);
  }

  /** Other names than those of the token that is renewed, and a lifetime of 0: both published. */
  private ApiResponse refresh(String refreshToken) {
    Scopes scopes = tokens.redeem(refreshToken).orElse(null);
    if (scopes == null) {
      return unauthorized("The refresh token is unknown, used or expired");
    }
    return JsonBody.answer(
        200,
        JsonText.object()
            .put("token", tokens.newAccess(scopes))
            .put("tokenExpirationTimeSec", tokens.lifetimeSeconds())
            .put("refreshToken", tokens.newRefresh(scopes))
            .put("refreshTokenExpirationTimeSec", 0)
            .put("sessionId", UUID.randomUUID().toString()));
  }

  private static ApiResponse unauthorized(String why) {
    return CxoneErrors.USER_HUB.of(401, "unauthorized", why);
  }
}
