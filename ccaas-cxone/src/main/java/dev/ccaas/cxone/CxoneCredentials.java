// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As whom a client works, and by which of CXone's doors it gets its tokens; or the fixed key of a
 * gateway, which needs none. Immutable.
 */
public final class CxoneCredentials {

  /** The ways in. */
  enum Door {
    API_KEY,
    ACCESS_KEY,
    PASSWORD_GRANT,
    LEGACY
  }

  private final Door door;
  private final ClientCredentials user;
  private final @Nullable ClientCredentials application;
  private final boolean refreshing;

  private CxoneCredentials(
      Door door,
      ClientCredentials user,
      @Nullable ClientCredentials application,
      boolean refreshing) {
    this.door = door;
    this.user = requireNonNull(user, "user");
    this.application = application;
    this.refreshing = refreshing;
  }

  /**
   * Returns a fixed key that goes in a header with every request, as API gateways ask for; for
   * profile {@code gateway} only. In {@code Authorization} it goes as a bearer token.
   */
  public static CxoneCredentials apiKey(String header, SecretSource key) {
    return new CxoneCredentials(Door.API_KEY, ClientCredentials.of(header, key), null, false);
  }

  /**
   * Returns the access key of a user, whose role decides what may be done. Its door is the one that
   * needs no registration with NICE.
   *
   * @param accessKey its id and secret
   */
  public static CxoneCredentials accessKey(ClientCredentials accessKey) {
    return new CxoneCredentials(Door.ACCESS_KEY, accessKey, null, false);
  }

  /**
   * Returns an access key that an application registered with NICE presents as name and password by
   * OAuth's password grant; the door is found by OpenID Connect's discovery.
   */
  public static CxoneCredentials passwordGrant(
      ClientCredentials application, ClientCredentials accessKey) {
    return new CxoneCredentials(
        Door.PASSWORD_GRANT, accessKey, requireNonNull(application, "application"), false);
  }

  /**
   * Returns a user's name and password at the legacy door, which the vendor is replacing.
   *
   * @param application {@code AppName@Vendor}, with the business unit as its secret
   */
  public static CxoneCredentials legacy(ClientCredentials application, ClientCredentials user) {
    return new CxoneCredentials(
        Door.LEGACY, user, requireNonNull(application, "application"), false);
  }

  /**
   * Returns these credentials with tokens renewed by refresh tokens; by default the key is sent
   * anew, since the lifetime of a refresh token is not published. If that fails the key is sent.
   *
   * @throws IllegalArgumentException if these are not an access key
   */
  public CxoneCredentials withRefreshTokens() {
    if (door != Door.ACCESS_KEY) {
      throw new IllegalArgumentException(
          "refresh tokens: not of " + this + " (expected: of an access key)");
    }
    return new CxoneCredentials(door, user, application, true);
  }

  Door door() {
    return door;
  }

  /** Returns whoever works: header and key, or id and secret. */
  ClientCredentials user() {
    return user;
  }

  ClientCredentials application() {
    return Optional.ofNullable(application).orElseThrow();
  }

  boolean isRefreshing() {
    return refreshing;
  }

  @Override
  public String toString() {
    return "CxoneCredentials[" + door + ", " + user.clientId() + ", ***]";
  }
}
