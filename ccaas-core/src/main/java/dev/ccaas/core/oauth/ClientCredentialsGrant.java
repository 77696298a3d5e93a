// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import java.net.URI;

/** SEAM: behaviour arrives in the next commits. */
public final class ClientCredentialsGrant implements TokenFetcher {

  /** How the client proves who it is (RFC 6749 section 2.3.1). */
  public enum Authentication {
    /** {@code Authorization: Basic}, which every server must support. */
    BASIC,
    /** {@code client_id} and {@code client_secret} in the form body. */
    BODY
  }

  private ClientCredentialsGrant() {}

  /**
   * Returns a builder.
   *
   * @param tokenEndpoint the token door, such as {@code https://login.mypurecloud.com/oauth/token}
   */
  public static Builder builder(URI tokenEndpoint, ClientCredentials client) {
    requireNonNull(tokenEndpoint, "tokenEndpoint");
    requireNonNull(client, "client");
    return new Builder();
  }

  @Override
  public AccessToken fetch() {
    throw new UnsupportedOperationException("seam");
  }

  /** Sets up a grant. */
  public static final class Builder {
    private Builder() {}

    /** Sets the scopes to ask for; default none, the door decides. */
    public Builder scopes(Scopes scopes) {
      return this;
    }

    /** Sets how the client proves who it is; default {@link Authentication#BASIC}. */
    public Builder authentication(Authentication authentication) {
      return this;
    }

    /** Sets the wire; default {@link Transport#jdk()}. */
    public Builder transport(Transport transport) {
      return this;
    }

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      return this;
    }

    /** Sets when the exchange is repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      return this;
    }

    /** Sets who reads what the standard error fields leave open; default nothing. */
    public Builder errors(ErrorDecoder errors) {
      return this;
    }

    /** Returns the grant. */
    public ClientCredentialsGrant build() {
      return new ClientCredentialsGrant();
    }
  }
}
