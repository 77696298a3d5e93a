// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The client-credentials grant of RFC 6749 section 4.4: the client's id and secret for a token.
 *
 * <p>The exchange may be repeated and is, as its retry policy says. A door that refuses the secret
 * makes it be {@linkplain dev.ccaas.core.auth.SecretSource#reload() read anew}; if it has changed,
 * the exchange is made once more. Of an answer 64 KiB are read. Safe for use by many threads.
 */
public final class ClientCredentialsGrant implements TokenFetcher {
  /** How the client proves who it is (RFC 6749 section 2.3.1). */
  public enum Authentication {
    /** {@code Authorization: Basic}, which every server must support. */
    BASIC,
    /** {@code client_id} and {@code client_secret} in the form body. */
    BODY
  }

  private final TokenExchange exchange;

  private ClientCredentialsGrant(Builder setup) {
    this.exchange = setup.door.scopes(setup.scopes).form(new TokenRequest(setup)).build();
  }

  /**
   * Returns a builder.
   *
   * @param tokenEndpoint the token door, such as {@code https://login.mypurecloud.com/oauth/token};
   *     https, because the secret is in the request (RFC 6749 section 3.2)
   * @throws IllegalArgumentException if the address is not http or https with a host, or has user
   *     info, a query or a fragment
   */
  public static Builder builder(URI tokenEndpoint, ClientCredentials client) {
    return new Builder(tokenEndpoint, client);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CredentialsException if the door refuses the client or the scopes, or grants an
   *     administrative scope that was not among those asked for
   * @throws dev.ccaas.core.error.RateLimitedException if it asks to wait longer than the policy
   * @throws dev.ccaas.core.error.PlatformFailureException if it fails or answers what is no token
   * @throws dev.ccaas.core.auth.SecretUnavailableException if the secret cannot be read
   */
  @Override
  public AccessToken fetch() {
    return exchange.exchange().accessToken();
  }

  /** Sets up a grant. Not safe for use by many threads. */
  public static final class Builder {
    final ClientCredentials client;
    Scopes scopes = Scopes.none();
    Authentication authentication = Authentication.BASIC;
    private final TokenExchange.Builder door;

    private Builder(URI tokenEndpoint, ClientCredentials client) {
      this.client = requireNonNull(client, "client");
      this.door = new TokenExchange.Builder(tokenEndpoint, List.of(client.clientSecret()));
    }

    /** Sets the scopes to ask for; default none, the door decides. */
    public Builder scopes(Scopes scopes) {
      this.scopes = requireNonNull(scopes, "scopes");
      return this;
    }

    /**
     * Sets how the client proves who it is; default {@link Authentication#BASIC}. A door that does
     * not decode id and secret as the RFC says wants {@link Authentication#BODY} for a secret with
     * other characters than letters, digits and {@code - _ . *}.
     */
    public Builder authentication(Authentication authentication) {
      this.authentication = requireNonNull(authentication, "authentication");
      return this;
    }

    /** Sets how long one attempt may take; default 15 seconds, as for any request. */
    public Builder attemptTimeout(Duration timeout) {
      door.attemptTimeout(timeout);
      return this;
    }

    /** Sets the wire; default a {@linkplain Transport#jdk() JDK client} of its own. */
    public Builder transport(Transport transport) {
      door.transport(transport);
      return this;
    }

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      door.time(time);
      return this;
    }

    /** Sets when the exchange is repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      door.retry(retry);
      return this;
    }

    /**
     * Sets who reads what is the vendor's own in a refusal, after RFC 6749's fields were read;
     * default nobody.
     */
    public Builder errors(ErrorDecoder errors) {
      door.errors(errors);
      return this;
    }

    /** Returns the grant; nothing is sent before the first {@link #fetch()}. */
    public ClientCredentialsGrant build() {
      return new ClientCredentialsGrant(this);
    }
  }
}
