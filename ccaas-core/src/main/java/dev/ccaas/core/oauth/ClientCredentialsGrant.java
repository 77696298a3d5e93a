// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  private final ClientCredentials client;
  private final Scopes scopes;
  private final TokenRequest form;
  private final OAuthErrors errors;
  private final ErrorDecoder vendorErrors;
  private final ApiClient door;
  private volatile @Nullable Secret sent;

  private ClientCredentialsGrant(Builder setup) {
    this.client = setup.client;
    this.scopes = setup.scopes;
    this.form = new TokenRequest(setup);
    this.errors = new OAuthErrors(scopes);
    this.vendorErrors = setup.errors;
    ApiClient.Builder pipeline =
        ApiClient.builder(form.origin())
            .retry(setup.retry)
            .time(setup.time)
            .errors(this::decodeRefusal);
    this.door = (setup.transport == null ? pipeline : pipeline.transport(setup.transport)).build();
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
    Secret secret = client.clientSecret().secret();
    try {
      return exchange(secret);
    } catch (CredentialsException refused) {
      if (!OAuthErrors.mayBeAboutTheSecret(refused.failure())) {
        throw refused;
      }
      Secret reloaded = reload(refused);
      if (reloaded.equals(secret)) {
        throw refused;
      }
      return exchange(reloaded);
    }
  }

  private Secret reload(CredentialsException refused) {
    try {
      return client.clientSecret().reload();
    } catch (CcaasException e) {
      e.addSuppressed(refused);
      throw e;
    }
  }

  private AccessToken exchange(Secret secret) {
    sent = secret;
    ApiRequest request = form.with(secret);
    ApiResponse answer;
    try {
      answer = door.send(request);
    } catch (InvalidRequestException refused) {
      if (OAuthErrors.isAboutTheClient(refused.failure())) {
        throw aboutTheClient(refused);
      }
      throw refused;
    }
    return new TokenAnswer(request, answer, this::decodeRefusal).read(scopes);
  }

  private static CredentialsException aboutTheClient(InvalidRequestException refused) {
    CredentialsException named = new CredentialsException(refused.failure());
    for (Throwable earlier : refused.getSuppressed()) {
      named.addSuppressed(earlier);
    }
    return named;
  }

  private void decodeRefusal(ApiResponse answer, ApiFailure.Builder failure) {
    Secret secret = sent;
    ApiResponse shown = secret == null ? answer : form.without(secret, answer);
    errors.decode(shown, failure);
    vendorErrors.decode(shown, failure);
  }

  /** Sets up a grant. Not safe for use by many threads. */
  public static final class Builder {
    final URI tokenEndpoint;
    final ClientCredentials client;
    Scopes scopes = Scopes.none();
    Authentication authentication = Authentication.BASIC;
    Duration attemptTimeout = ApiRequest.DEFAULT_ATTEMPT_TIMEOUT;
    private @Nullable Transport transport;
    private TimeSource time = TimeSource.system();
    private RetryPolicy retry = RetryPolicy.standard();
    private ErrorDecoder errors = ErrorDecoder.statusOnly();

    private Builder(URI tokenEndpoint, ClientCredentials client) {
      this.tokenEndpoint = requireNonNull(tokenEndpoint, "tokenEndpoint");
      this.client = requireNonNull(client, "client");
      ApiClient.builder(tokenEndpoint); // refuses what is no address of a door
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
      if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("attemptTimeout: " + timeout + " (expected: positive)");
      }
      this.attemptTimeout = timeout;
      return this;
    }

    /** Sets the wire; default a {@linkplain Transport#jdk() JDK client} of its own. */
    public Builder transport(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets when the exchange is repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      this.retry = requireNonNull(retry, "retry");
      return this;
    }

    /**
     * Sets who reads what is the vendor's own in a refusal, after RFC 6749's fields were read;
     * default nobody.
     */
    public Builder errors(ErrorDecoder errors) {
      this.errors = requireNonNull(errors, "errors");
      return this;
    }

    /** Returns the grant; nothing is sent before the first {@link #fetch()}. */
    public ClientCredentialsGrant build() {
      return new ClientCredentialsGrant(this);
    }
  }
}
