// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ccaas.core.Secret;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.oauth.TokenGrant;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tenant that a token names. Nobody has verified the token: its word chooses a host and an id,
 * never what may be done.
 */
final class CxoneClaims {
  private CxoneClaims() {}

  static boolean isTenant(String text) {
    return text.matches("[A-Za-z0-9._-]{1,64}");
  }

  /** Returns the tenant of the identity token, or else of the access token. */
  static Optional<String> tenant(TokenGrant grant) {
    return Stream.of(grant.idToken(), Optional.of(grant.accessToken().value()))
        .flatMap(Optional::stream)
        .flatMap(token -> tenant(token).stream())
        .findFirst();
  }

  private static Optional<String> tenant(Secret token) {
    String[] parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1].getBytes(US_ASCII));
      return JsonFields.text(Json.parse(claims), "tenantId").filter(CxoneClaims::isTenant);
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty(); // a token need not be a JWT; whoever needs the tenant says so
    }
  }
}
