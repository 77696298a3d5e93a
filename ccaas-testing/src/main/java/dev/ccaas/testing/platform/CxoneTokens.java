// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.TokenStore.Issued;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens that all doors give out: in the form of a JWT with the vendor's claims, but unsigned,
 * which their header says. Guarded by its platform.
 */
final class CxoneTokens {
  /** The scopes of the legacy door; a token of the others may do all of it, as its user's role. */
  static final Scopes ALL =
      Scopes.of(
          "AdminApi",
          "AgentApi",
          "AuthenticationApi",
          "CustomApi",
          "PatronApi",
          "RealTimeApi",
          "ReportingApi");

  static final Duration REFRESH_LIFETIME = Duration.ofHours(2);

  private final InstantSource clock;
  private final TokenStore access;
  private final TokenStore refresh;

  CxoneTokens(InstantSource clock, Duration lifetime) {
    this.clock = clock;
    this.access = new TokenStore(clock, lifetime, Integer.MAX_VALUE);
    this.refresh = new TokenStore(clock, REFRESH_LIFETIME, Integer.MAX_VALUE);
  }

  TokenStore access() {
    return access;
  }

  long lifetimeSeconds() {
    return access.lifetime().toSeconds();
  }

  String newAccess(Scopes scopes) {
    return access.issue(jwt(access.lifetime()), scopes);
  }

  String newRefresh(Scopes scopes) {
    return refresh.issue(scopes);
  }

  /** An id token, which opens nothing. */
  String newId() {
    return jwt(access.lifetime());
  }

  /** What a refresh token stands for, which is used up by this. */
  Optional<Scopes> redeem(String refreshToken) {
    return refresh.take(refreshToken).map(Issued::scopes);
  }

  void forget() {
    refresh.forget();
  }

  private String jwt(Duration lifetime) {
    long now = clock.instant().getEpochSecond();
    ObjectNode header =
        JsonText.object().put("alg", "none").put("typ", "JWT").put("kid", "ccaas-testing-unsigned");
    ObjectNode claims =
        JsonText.object()
            .put("sub", "user:" + CxoneDiscovery.USER_ID)
            .put("tenantId", CxoneDiscovery.TENANT_ID)
            .put("tenant", "fake_tenant")
            .put("icBUId", 4_600_001)
            .put("icClusterId", CxoneDiscovery.CLUSTER)
            .put("iat", now)
            .put("exp", now + lifetime.toSeconds())
            .put("jti", UUID.randomUUID().toString());
    claims.putObject("role").put("legacyId", "Administrator");
    // In the place of a signature stands what a search for leaked secrets finds.
    return base64(header) + "." + base64(claims) + "." + SecretCanary.text();
  }

  private static String base64(ObjectNode part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part.toString().getBytes(UTF_8));
  }
}
