// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.SecretSource;
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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange of secrets for a token at any door that answers as RFC 6749 section 5 says; what is
 * sent to it is the caller's.
 *
 * <p>The exchange may be repeated and is, as its retry policy says. A door that refuses the secrets
 * makes them be {@linkplain SecretSource#reload() read anew}; if one has changed, the exchange is
 * made once more. Of an answer 64 KiB are read. Safe for use by many threads.
 */
public final class TokenExchange {
  private static final int MAX_ANSWER_BYTES = 64 << 10;

  /** What a door is sent. */
  @FunctionalInterface
  public interface Form {
    /** Adds body and headers to a POST to the door, from the secrets in the order given. */
    void fill(ApiRequest.Builder request, List<Secret> secrets);
  }

  private final URI origin;
  private final String route;
  private final Form form;
  private final List<SecretSource> secrets;
  private final Scopes scopes;
  private final Duration attemptTimeout;
  private final TokenFields fields;
  private final OAuthErrors errors;
  private final ErrorDecoder vendorErrors;
  private final ApiClient door;
  private volatile @Nullable SentSecrets sent;

  private TokenExchange(Builder setup) {
    URI endpoint = setup.tokenEndpoint;
    this.origin = URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    this.route = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    this.form = setup.form;
    this.secrets = setup.secrets;
    this.scopes = setup.scopes;
    this.attemptTimeout = setup.attemptTimeout;
    this.fields = setup.fields;
    this.errors = new OAuthErrors(scopes);
    this.vendorErrors = setup.errors;
    ApiClient.Builder pipeline =
        ApiClient.builder(origin).retry(setup.retry).time(setup.time).errors(this::decodeRefusal);
    this.door = (setup.transport == null ? pipeline : pipeline.transport(setup.transport)).build();
  }

  /**
   * Returns a builder.
   *
   * @param tokenEndpoint the token door; https, because the secrets are in the request
   * @throws IllegalArgumentException if the address is not http or https with a host, or has user
   *     info, a query or a fragment
   */
  public static Builder builder(URI tokenEndpoint, Form form, SecretSource... secrets) {
    return new Builder(tokenEndpoint, List.of(secrets)).form(form);
  }

  /**
   * Asks the door for a token.
   *
   * @throws CredentialsException if the door refuses the secrets or the scopes, or grants an
   *     administrative scope that was not among those asked for
   * @throws dev.ccaas.core.error.RateLimitedException if it asks to wait longer than the policy
   * @throws dev.ccaas.core.error.PlatformFailureException if it fails or answers what is no token
   * @throws dev.ccaas.core.auth.SecretUnavailableException if a secret cannot be read
   */
  public TokenGrant exchange() {
    List<Secret> first = secrets.stream().map(SecretSource::secret).toList();
    try {
      return exchange(first);
    } catch (CredentialsException refused) {
      if (!OAuthErrors.mayBeAboutTheSecret(refused.failure())) {
        throw refused;
      }
      List<Secret> reloaded = reload(refused);
      if (reloaded.equals(first)) {
        throw refused;
      }
      return exchange(reloaded);
    }
  }

  private List<Secret> reload(CredentialsException refused) {
    try {
      return secrets.stream().map(SecretSource::reload).toList();
    } catch (CcaasException e) {
      e.addSuppressed(refused);
      throw e;
    }
  }

  private TokenGrant exchange(List<Secret> now) {
    ApiRequest.Builder builder =
        ApiRequest.builder("POST", origin, route)
            .putHeader("Accept", "application/json")
            .repeatable(true) // a second token does no harm
            .attemptTimeout(attemptTimeout)
            .maxResponseBytes(MAX_ANSWER_BYTES);
    form.fill(builder, now);
    ApiRequest request = builder.build();
    sent = SentSecrets.of(request, now);
    ApiResponse answer;
    try {
      answer = door.send(request);
    } catch (InvalidRequestException refused) {
      throw OAuthErrors.isAboutTheClient(refused.failure()) ? aboutTheClient(refused) : refused;
    }
    return new TokenAnswer(request, answer, this::decodeRefusal).read(scopes, fields);
  }

  private static CredentialsException aboutTheClient(InvalidRequestException refused) {
    CredentialsException named = new CredentialsException(refused.failure());
    Stream.of(refused.getSuppressed()).forEach(named::addSuppressed);
    return named;
  }

  private void decodeRefusal(ApiResponse answer, ApiFailure.Builder failure) {
    SentSecrets hidden = sent;
    ApiResponse shown = hidden == null ? answer : hidden.without(answer);
    errors.decode(shown, failure);
    vendorErrors.decode(shown, failure);
  }

  /** Sets up an exchange. Not safe for use by many threads. */
  public static final class Builder {
    private final URI tokenEndpoint;
    private final List<SecretSource> secrets;
    private Form form = (request, secrets) -> {};
    private Scopes scopes = Scopes.none();
    private TokenFields fields = TokenFields.STANDARD;
    private Duration attemptTimeout = ApiRequest.DEFAULT_ATTEMPT_TIMEOUT;
    private @Nullable Transport transport;
    private TimeSource time = TimeSource.system();
    private RetryPolicy retry = RetryPolicy.standard();
    private ErrorDecoder errors = ErrorDecoder.statusOnly();

    Builder(URI tokenEndpoint, List<SecretSource> secrets) {
      this.tokenEndpoint = requireNonNull(tokenEndpoint, "tokenEndpoint");
      this.secrets = secrets;
      ApiClient.builder(tokenEndpoint); // refuses what is no address of a door
    }

    Builder form(Form form) {
      this.form = requireNonNull(form, "form");
      return this;
    }

    /** Sets the scopes that the form asks for, to judge what is granted; default none. */
    public Builder scopes(Scopes scopes) {
      this.scopes = requireNonNull(scopes, "scopes");
      return this;
    }

    /**
     * Sets names that the door uses besides {@code access_token}, {@code expires_in} and {@code
     * refresh_token}; default none.
     */
    public Builder alsoNamed(String accessToken, String lifetime, String refreshToken) {
      this.fields = new TokenFields(accessToken, lifetime, refreshToken);
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

    /** Returns the exchange; nothing is sent before the first {@link #exchange()}. */
    public TokenExchange build() {
      return new TokenExchange(this);
    }
  }
}
