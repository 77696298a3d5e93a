// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

/**
 * The id and secret of an OAuth 2.0 client (RFC 6749 section 2.3.1).
 *
 * <p>The secret stays in its source until it is needed. Immutable.
 */
public final class ClientCredentials {
  private final String clientId;
  private final SecretSource clientSecret;

  private ClientCredentials(String clientId, SecretSource clientSecret) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /**
   * Returns the credentials of that client.
   *
   * @throws IllegalArgumentException if the id is blank
   */
  public static ClientCredentials of(String clientId, SecretSource clientSecret) {
    if (requireNonNull(clientId, "clientId").isBlank()) {
      throw new IllegalArgumentException("clientId is blank (expected: the id of an OAuth client)");
    }
    return new ClientCredentials(clientId, requireNonNull(clientSecret, "clientSecret"));
  }

  /** Returns the client's id. */
  public String clientId() {
    return clientId;
  }

  /** Returns where the client's secret is kept. */
  public SecretSource clientSecret() {
    return clientSecret;
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + clientId + ", ***]";
  }
}
