// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.oauth.ClientCredentialsGrant.Authentication;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;

/** The request of RFC 6749 section 4.4.2, all but the secret. */
final class TokenRequest {
  private static final int MAX_ANSWER_BYTES = 64 << 10;
  private static final int SHORTEST_HIDDEN = 8; // a shorter one occurs by chance

  private final URI origin;
  private final String route;
  private final String clientId;
  private final Authentication authentication;
  private final Scopes scopes;
  private final Duration attemptTimeout;

  TokenRequest(ClientCredentialsGrant.Builder setup) {
    URI endpoint = setup.tokenEndpoint;
    this.origin = URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    this.route = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    this.clientId = setup.client.clientId();
    this.authentication = setup.authentication;
    this.scopes = setup.scopes;
    this.attemptTimeout = setup.attemptTimeout;
  }

  URI origin() {
    return origin;
  }

  ApiRequest with(Secret secret) {
    StringBuilder form = new StringBuilder("grant_type=client_credentials");
    if (authentication == Authentication.BODY) {
      form.append("&client_id=").append(encode(clientId));
      form.append("&client_secret=").append(encode(secret.reveal()));
    }
    if (!scopes.isEmpty()) {
      form.append("&scope=").append(encode(scopes.toString()));
    }
    ApiRequest.Builder request =
        ApiRequest.builder("POST", origin, route)
            .body(form.toString().getBytes(UTF_8), "application/x-www-form-urlencoded")
            .putHeader("Accept", "application/json")
            .repeatable(true) // a second token does no harm
            .attemptTimeout(attemptTimeout)
            .maxResponseBytes(MAX_ANSWER_BYTES);
    if (authentication == Authentication.BASIC) {
      // RFC 6749 section 2.3.1 encodes both as in a form first; plain ids and secrets, such as
      // those that Genesys Cloud makes, stay as they are.
      request.basicCredentials(encode(clientId), Secret.of(encode(secret.reveal())));
    }
    return request.build();
  }

  /** Returns the answer without the secret, should the door have repeated it. */
  ApiResponse without(Secret secret, ApiResponse answer) {
    String value = secret.reveal();
    if (value.length() < SHORTEST_HIDDEN) {
      return answer;
    }
    String encoded = encode(value);
    byte[] pair = (encode(clientId) + ":" + encoded).getBytes(UTF_8);
    String body = new String(answer.body(), UTF_8);
    String clean =
        body.replace(value, "***")
            .replace(encoded, "***")
            .replace(Base64.getEncoder().encodeToString(pair), "***");
    return clean.equals(body)
        ? answer
        : ApiResponse.of(answer.status(), answer.headers(), clean.getBytes(UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
