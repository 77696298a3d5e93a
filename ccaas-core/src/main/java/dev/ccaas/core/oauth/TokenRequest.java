// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.oauth.ClientCredentialsGrant.Authentication;
import java.net.URLEncoder;
import java.util.List;

/** The request of RFC 6749 section 4.4.2. */
final class TokenRequest implements TokenExchange.Form {
  private final String clientId;
  private final Authentication authentication;
  private final Scopes scopes;

  TokenRequest(ClientCredentialsGrant.Builder setup) {
    this.clientId = setup.client.clientId();
    this.authentication = setup.authentication;
    this.scopes = setup.scopes;
  }

  @Override
  public void fill(ApiRequest.Builder request, List<Secret> secrets) {
    String secret = encode(secrets.get(0).reveal());
    StringBuilder form = new StringBuilder("grant_type=client_credentials");
    if (authentication == Authentication.BODY) {
      form.append("&client_id=").append(encode(clientId));
      form.append("&client_secret=").append(secret);
    }
    if (!scopes.isEmpty()) {
      form.append("&scope=").append(encode(scopes.toString()));
    }
    request.body(form.toString().getBytes(UTF_8), "application/x-www-form-urlencoded");
    if (authentication == Authentication.BASIC) {
      // RFC 6749 section 2.3.1 encodes both as in a form first; plain ids and secrets, such as
      // those that Genesys Cloud makes, stay as they are.
      request.basicCredentials(encode(clientId), Secret.of(secret));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
