// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import com.fasterxml.jackson.databind.JsonNode;

/** Under which other names a door gives token, lifetime and refresh token. */
record TokenFields(String accessToken, String lifetime, String refreshToken) {
  static final TokenFields STANDARD =
      new TokenFields("access_token", "expires_in", "refresh_token");

  JsonNode accessToken(JsonNode body) {
    return either(body, STANDARD.accessToken, accessToken);
  }

  JsonNode lifetime(JsonNode body) {
    return either(body, STANDARD.lifetime, lifetime);
  }

  JsonNode refreshToken(JsonNode body) {
    return either(body, STANDARD.refreshToken, refreshToken);
  }

  private static JsonNode either(JsonNode body, String standard, String own) {
    return body.hasNonNull(standard) ? body.path(standard) : body.path(own);
  }
}
