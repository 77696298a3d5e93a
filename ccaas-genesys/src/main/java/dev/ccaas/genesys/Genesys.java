// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.channel.PlatformClient;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.core.rest.JsonClient;

/**
 * A client of Genesys Cloud CX: brands, webhooks and the tokens for them, on a chosen profile.
 *
 * <p>Holds one token, which it renews ahead of expiry until it is closed. Safe for use by many
 * threads.
 */
public final class Genesys extends PlatformClient {
  private final GenesysProfile profile;
  private final CachingTokenProvider tokens;
  private final ApiClient api;
  private final BrandProvisioner brands;
  private final WebhookProvisioner webhooks;

  private Genesys(Builder builder, CachingTokenProvider tokens, JsonClient client) {
    super(builder);
    this.profile = builder.profile;
    this.tokens = tokens;
    this.api = client.api();
    this.brands = profile.contract().brands(client, clock());
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

  @Override
  public ApiClient api() {
    return api;
  }

  @Override
  public BrandProvisioner brands() {
    return brands;
  }

  @Override
  public WebhookProvisioner webhooks() {
    return webhooks;
  }

  /** Returns who gives this client's tokens. */
  public TokenProvider tokens() {
    return tokens;
  }

  @Override
  public void close() {
    tokens.close();
  }

  @Override
  public String toString() {
    return "Genesys[" + profile + "]";
  }

  /**
   * Sets up a client; its limit is one that {@linkplain RateLimiter#learning learns}, with the
   * published 300 requests a minute as its ceiling. Not safe for use by many threads.
   */
  public static final class Builder extends PlatformClient.Builder<Builder> {
    private final GenesysProfile profile;
    private final ClientCredentials client;
    private Scopes scopes;

    private Builder(GenesysProfile profile, ClientCredentials client) {
      super(request -> GenesysQuota.key(client.clientId(), request));
      this.profile = profile;
      this.client = client;
      this.scopes = profile.scopes();
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected RateLimiter standardLimiter(TimeSource time) {
      return GenesysQuota.limiter(time);
    }

    /**
     * Sets the scopes to ask tokens for; default those that the profile's operations need. With
     * {@link Scopes#none()} the token door decides.
     */
    public Builder scopes(Scopes scopes) {
      this.scopes = requireNonNull(scopes, "scopes");
      return this;
    }

    @Override
    public Genesys build() {
      Transport wire = wire();
      CachingTokenProvider tokens = tokens(wire);
      return new Genesys(this, tokens, client(wire, tokens));
    }

    private CachingTokenProvider tokens(Transport wire) {
      TokenFetcher grant =
          ClientCredentialsGrant.builder(profile.tokenUri(), client)
              .scopes(scopes)
              .transport(wire)
              .time(clock())
              .retry(retries())
              .errors(new GenesysLoginErrors())
              .build();
      return caching(grant);
    }

    private JsonClient client(Transport wire, TokenProvider tokens) {
      GenesysErrors errors = new GenesysErrors();
      return JsonClient.create(
          api(profile.apiUri(), wire, errors)
              .tokens(tokens)
              .decorate(profile.contract()::around)
              .build(),
          errors);
    }
  }
}
