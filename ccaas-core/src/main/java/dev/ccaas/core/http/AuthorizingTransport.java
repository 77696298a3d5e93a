// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CredentialsException;

/**
 * Adds the bearer token. After a 401 it has the token renewed and sends the request once more,
 * whatever the method: a request that was refused with 401 has not been acted on.
 */
final class AuthorizingTransport implements Transport {
  private final Transport inner;
  private final TokenProvider tokens;

  AuthorizingTransport(Transport inner, TokenProvider tokens) {
    this.inner = inner;
    this.tokens = tokens;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    AccessToken token = tokens.token();
    ApiResponse answer = sendWith(token, request);
    if (answer.status() != 401) {
      return answer;
    }
    tokens.invalidate(token);
    AccessToken renewed = tokens.token();
    // A provider that cannot renew gives the refused token again; so would the platform's 401 be.
    return renewed.equals(token) ? answer : sendWith(renewed, request);
  }

  private ApiResponse sendWith(AccessToken token, ApiRequest request) {
    requireScopes(token, request);
    return inner.send(request.withHeader("Authorization", token.authorization()));
  }

  private static void requireScopes(AccessToken token, ApiRequest request) {
    Scopes missing = token.scopes().map(request.requiredScopes()::minus).orElse(Scopes.none());
    if (!missing.isEmpty()) {
      throw new CredentialsException(
          ApiFailure.builder(request.describe(), 0)
              .message("not sent: the token lacks the scopes " + missing)
              .advice("Grant the OAuth client these scopes, or ask for them.")
              .build());
    }
  }
}
