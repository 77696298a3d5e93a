// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.oauth.TokenExchange;
import dev.ccaas.core.oauth.TokenGrant;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the door that the credentials choose, and keeps which tenant the tokens name. */
final class CxoneTokens implements TokenFetcher {
  private final CxoneCredentials credentials;
  private final CxoneDoors doors;
  private final Supplier<URI> tokenEndpoint;
  private volatile @Nullable TokenExchange found;
  private volatile @Nullable TokenGrant last;
  private volatile @Nullable String tenant;

  /**
   * Takes the doors.
   *
   * @param tokenEndpoint discovers where the password grant is
   */
  CxoneTokens(CxoneCredentials credentials, CxoneDoors doors, Supplier<URI> tokenEndpoint) {
    this.credentials = credentials;
    this.doors = doors;
    this.tokenEndpoint = tokenEndpoint;
  }

  @Override
  public AccessToken fetch() {
    TokenGrant before = last;
    TokenGrant grant =
        before != null && credentials.isRefreshing() && before.refreshToken().isPresent()
            ? refreshed(before)
            : door().exchange();
    last = grant;
    CxoneClaims.tenant(grant).ifPresent(named -> tenant = named);
    return grant.accessToken();
  }

  /** Returns which tenant the last token that named one did. */
  Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }

  /** Tries the refresh token, which may be spent or expired, and falls back on the key. */
  private TokenGrant refreshed(TokenGrant before) {
    try {
      return doors.refresh(before.refreshToken().orElseThrow()).exchange();
    } catch (ApiException refused) {
      try {
        return door().exchange();
      } catch (CcaasException failure) {
        failure.addSuppressed(refused);
        throw failure;
      }
    }
  }

  private TokenExchange door() {
    TokenExchange known = found;
    if (known == null) {
      known =
          switch (credentials.door()) {
            case ACCESS_KEY -> doors.accessKey();
            case PASSWORD_GRANT -> doors.passwordGrant(tokenEndpoint.get());
            case LEGACY -> doors.legacy();
            case API_KEY -> throw new IllegalStateException("a fixed key needs no token");
          };
      found = known;
    }
    return known;
  }
}
