// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token door gave: the access token and, if they came with it, the others. Immutable. */
public final class TokenGrant {
  private final AccessToken accessToken;
  private final @Nullable Secret refreshToken;
  private final @Nullable Secret idToken;

  TokenGrant(AccessToken accessToken, @Nullable Secret refreshToken, @Nullable Secret idToken) {
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
    this.idToken = idToken;
  }

  /** Returns the access token. */
  public AccessToken accessToken() {
    return accessToken;
  }

  /** Returns the refresh token (RFC 6749 section 1.5). */
  public Optional<Secret> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /** Returns the identity token of OpenID Connect, which nobody has verified. */
  public Optional<Secret> idToken() {
    return Optional.ofNullable(idToken);
  }

  @Override
  public String toString() {
    return "TokenGrant[" + accessToken + "]";
  }
}
