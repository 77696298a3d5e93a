// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the error answers of RFC 6749 section 5.2, and what they mean for the caller. */
final class OAuthErrors implements ErrorDecoder {
  private static final Set<String> ABOUT_THE_CLIENT =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "invalid_grant",
          "invalid_scope",
          "access_denied");

  private static final Set<String> ABOUT_THE_SECRET =
      Set.of("invalid_client", "unauthorized_client");

  private static final Map<String, String> ADVICE =
      Map.of(
          "invalid_client",
          "Check the client id and its secret.",
          "unauthorized_client",
          "Check the client's secret, and that it may use the client-credentials grant.",
          "invalid_request",
          "Check that the address is the token endpoint and how the client authenticates.",
          "unsupported_grant_type",
          "Ask who runs this token endpoint to allow the client-credentials grant.");

  private final Scopes requested;

  OAuthErrors(Scopes requested) {
    this.requested = requested;
  }

  @Override
  public void decode(ApiResponse answer, ApiFailure.Builder failure) {
    JsonNode body;
    try {
      body = Json.parse(answer.body());
    } catch (IOException e) {
      return; // a proxy's page, say: the status has to do
    }
    Optional<String> code = JsonFields.shown(body, "error");
    code.ifPresent(failure::code);
    // Genesys Cloud has used the shorter name for the same text.
    JsonFields.shown(body, "error_description")
        .or(() -> JsonFields.shown(body, "description"))
        .ifPresent(failure::message);
    code.flatMap(this::advice).ifPresent(failure::advice);
  }

  /** Returns whether an error code of a status other than 401 and 403 is about the client, too. */
  static boolean isAboutTheClient(ApiFailure failure) {
    return failure.code().filter(ABOUT_THE_CLIENT::contains).isPresent();
  }

  /** Returns whether another secret could change the answer. */
  static boolean mayBeAboutTheSecret(ApiFailure failure) {
    // Keycloak refuses a wrong secret with 401 unauthorized_client.
    return failure.status() == 401 || failure.code().filter(ABOUT_THE_SECRET::contains).isPresent();
  }

  private Optional<String> advice(String code) {
    if (code.equals("invalid_scope")) {
      String asked = requested.isEmpty() ? "none" : requested.toString();
      return Optional.of("Ask for scopes that the client has; asked for were: " + asked + ".");
    }
    return Optional.ofNullable(ADVICE.get(code));
  }
}
