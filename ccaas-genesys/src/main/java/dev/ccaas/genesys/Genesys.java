// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.core.rest.JsonClient;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of Genesys Cloud CX: brands, webhooks and the tokens for them, on a chosen profile.
 *
 * <p>Holds one token, which it renews ahead of expiry until it is closed. Safe for use by many
 * threads.
 */
public final class Genesys implements AutoCloseable {
  private final GenesysProfile profile;
  private final TimeSource time;
  private final AuditSink audit;
  private final CachingTokenProvider tokens;
  private final BrandProvisioner brands;
  private final WebhookProvisioner webhooks;

  private Genesys(Builder builder) {
    this.profile = builder.profile;
    this.time = builder.time;
    this.audit = builder.audit;
    Transport wire = builder.transport != null ? builder.transport : Transport.jdk();
    this.tokens = builder.buildTokens(wire);
    GenesysErrors errors = new GenesysErrors();
    JsonClient client = JsonClient.create(builder.api(errors, wire).tokens(tokens).build(), errors);
    this.brands = profile.contract().brands(client, time);
    this.webhooks = profile.contract().webhooks(client);
  }

  /**
   * Returns a builder.
   *
   * @param profile which contract to speak, and where; there is no default
   * @param client the OAuth client to work as
   */
  public static Builder builder(GenesysProfile profile, ClientCredentials client) {
    return new Builder(requireNonNull(profile, "profile"), requireNonNull(client, "client"));
  }

  /** Returns the profile that this client speaks. */
  public GenesysProfile profile() {
    return profile;
  }

  /** Returns who makes, reads, changes and removes brands. */
  public BrandProvisioner brands() {
    return brands;
  }

  /** Returns who makes, reads, changes and removes webhooks. */
  public WebhookProvisioner webhooks() {
    return webhooks;
  }

  /** Returns who gives this client's tokens. */
  public TokenProvider tokens() {
    return tokens;
  }

  /**
   * Returns a builder of the whole way to a channel over this client, with its clock and its audit
   * sink.
   */
  public ChannelProvisioning.Builder channels() {
    return ChannelProvisioning.builder(brands, webhooks).audit(audit).time(time);
  }

  /** Ends the renewal of tokens; operations throw {@link IllegalStateException} afterwards. */
  @Override
  public void close() {
    tokens.close();
  }

  @Override
  public String toString() {
    return "Genesys[" + profile + "]";
  }

  /** Sets up a client. Not safe for use by many threads. */
  public static final class Builder {
    private final GenesysProfile profile;
    private final ClientCredentials client;
    private Scopes scopes;
    private @Nullable Transport transport;
    private TimeSource time = TimeSource.system();
    private AuditSink audit = AuditSink.none();
    private RetryPolicy retry = RetryPolicy.standard();
    private @Nullable RateLimiter limiter;
    private Function<ApiRequest, QuotaKey> quotaKey;

    private Builder(GenesysProfile profile, ClientCredentials client) {
      this.profile = profile;
      this.client = client;
      this.scopes = profile.scopes();
      this.quotaKey = request -> GenesysQuota.key(client.clientId(), request);
    }

    /**
     * Sets the scopes to ask tokens for; default those that the profile's operations need. With
     * {@link Scopes#none()} the token door decides.
     */
    public Builder scopes(Scopes scopes) {
      this.scopes = requireNonNull(scopes, "scopes");
      return this;
    }

    /** Sets the wire for API calls and tokens; default a JDK client of its own. */
    public Builder transport(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /** Sets clock, waits and timers; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets where events of calls, tokens and channels go; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /** Sets when requests are repeated; default {@link RetryPolicy#standard()}. */
    public Builder retry(RetryPolicy retry) {
      this.retry = requireNonNull(retry, "retry");
      return this;
    }

    /**
     * Sets the limit that every API request pays; default one that {@linkplain RateLimiter#learning
     * learns}, with the published 300 a minute as its ceiling. Requests for tokens do not pay.
     *
     * <p>The key is platform, client id and family of paths, such as {@code webchat/brands}. A
     * limiter that does not know families, such as {@link RateLimiter#rollingWindow}, admits its
     * number for each of them; give it a key of its own then.
     */
    public Builder limiter(RateLimiter limiter) {
      return limiter(limiter, quotaKey);
    }

    /** Sets the limit that every API request pays, and whose quota each one draws from. */
    public Builder limiter(RateLimiter limiter, Function<ApiRequest, QuotaKey> key) {
      this.limiter = requireNonNull(limiter, "limiter");
      this.quotaKey = requireNonNull(key, "key");
      return this;
    }

    /** Returns the client; nothing is sent yet. */
    public Genesys build() {
      return new Genesys(this);
    }

    private CachingTokenProvider buildTokens(Transport wire) {
      ClientCredentialsGrant grant =
          ClientCredentialsGrant.builder(profile.tokenUri(), client)
              .scopes(scopes)
              .transport(wire)
              .time(time)
              .retry(retry)
              .errors(new GenesysLoginErrors())
              .build();
      return CachingTokenProvider.builder(grant).time(time).audit(audit).build();
    }

    private ApiClient.Builder api(GenesysErrors errors, Transport wire) {
      return ApiClient.builder(profile.apiUri())
          .transport(wire)
          .retry(retry)
          .limiter(limiter != null ? limiter : GenesysQuota.limiter(time), quotaKey)
          .audit(audit)
          .errors(errors)
          .decorate(profile.contract()::around)
          .time(time);
    }
  }
}
