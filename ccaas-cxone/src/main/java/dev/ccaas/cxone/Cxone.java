// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.channel.PlatformClient;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.TokenExchange;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.cxone.CxoneCredentials.Door;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client of NICE CXone: brands, webhooks and the tokens for them, on a chosen profile.
 *
 * <p>Holds one token, which it renews ahead of expiry until it is closed. Safe for use by many
 * threads.
 */
public final class Cxone extends PlatformClient {
  private final CxoneProfile profile;
  private final @Nullable CachingTokenProvider tokens;
  private final CxoneConnection platform;
  private final BrandProvisioner brands;
  private final WebhookProvisioner webhooks;
  private final CxonePointsOfContact points;

  private Cxone(Builder builder, @Nullable CachingTokenProvider tokens, CxoneConnection platform) {
    super(builder);
    this.profile = builder.profile;
    this.tokens = tokens;
    this.platform = platform;
    this.brands = profile.contract().brands(platform);
    this.webhooks = profile.contract().webhooks(platform);
    this.points = new CxonePointsOfContact(profile.name(), platform);
  }

  /**
   * Returns a builder.
   *
   * @param profile which contract to speak, and where; there is no default
   * @param credentials as whom to work, and by which door
   * @throws IllegalArgumentException if the profile does not know that door
   */
  public static Builder builder(CxoneProfile profile, CxoneCredentials credentials) {
    if (!profile.contract().admits(requireNonNull(credentials, "credentials").door())) {
      throw new IllegalArgumentException(
          credentials + " are not for profile " + profile.name() + " (expected: see its Javadoc)");
    }
    return new Builder(profile, credentials);
  }

  /** Returns the profile that this client speaks. */
  public CxoneProfile profile() {
    return profile;
  }

  @Override
  public ApiClient api() {
    return platform.to(Part.API).api();
  }

  @Override
  public BrandProvisioner brands() {
    return brands;
  }

  @Override
  public WebhookProvisioner webhooks() {
    return webhooks;
  }

  /** Returns who makes, reads and changes points of contact; on profile {@code published}. */
  public CxonePointsOfContact pointsOfContact() {
    return points;
  }

  /** Returns who gives this client's tokens, if it works with any. */
  public Optional<TokenProvider> tokens() {
    return Optional.ofNullable(tokens);
  }

  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
  }

  @Override
  public String toString() {
    return "Cxone[" + profile + "]";
  }

  /**
   * Sets up a client. Its limits are those that are known: 5 requests a second for a gateway's
   * webhooks; on profile {@code published} those of the vendor's page on throttling, of which a
   * request draws from all that count it or from none. Not safe for use by many threads.
   */
  public static final class Builder extends PlatformClient.Builder<Builder> {
    private final CxoneProfile profile;
    private final CxoneCredentials credentials;

    private Builder(CxoneProfile profile, CxoneCredentials credentials) {
      super(request -> CxoneQuota.key(credentials.user().clientId(), request));
      this.profile = profile;
      this.credentials = credentials;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected RateLimiter standardLimiter(TimeSource time) {
      return profile.contract().limiter(time);
    }

    @Override
    public Cxone build() {
      Transport wire = wire();
      if (credentials.door() == Door.API_KEY) {
        return new Cxone(this, null, connect(wire, null, null));
      }
      CxoneTokens door = door(wire);
      CachingTokenProvider tokens = caching(door);
      return new Cxone(this, tokens, connect(wire, tokens, door));
    }

    private CxoneTokens door(Transport wire) {
      CxoneDoors doors =
          new CxoneDoors(profile.hosts(), credentials, exchange -> common(exchange, wire));
      return new CxoneTokens(credentials, doors, () -> discovery(wire).tokenEndpoint());
    }

    private TokenExchange.Builder common(TokenExchange.Builder exchange, Transport wire) {
      return exchange.transport(wire).time(clock()).retry(retries());
    }

    /** Discovery is open to everybody: no token goes there. */
    private CxoneDiscovery discovery(Transport wire) {
      CxoneHosts hosts = profile.hosts();
      return new CxoneDiscovery(client(open(hosts.global(), wire)), hosts.trusted());
    }

    private CxoneConnection connect(
        Transport wire, @Nullable CachingTokenProvider tokens, @Nullable CxoneTokens door) {
      return new CxoneConnection(
          profile.hosts(),
          () -> {
            if (tokens == null || door == null) {
              return Optional.empty();
            }
            tokens.token(); // so that the door has told the tenant
            return door.tenant();
          },
          () -> discovery(wire),
          (part, uri) -> client(pipeline(part, uri, wire, tokens)));
    }

    private ApiClient.Builder pipeline(
        Part part, URI uri, Transport wire, @Nullable TokenProvider tokens) {
      if (part == Part.CHAT) {
        return open(uri, wire); // availability is for everybody
      }
      ApiClient.Builder pipeline = api(uri, wire, new CxoneErrors());
      return tokens != null
          ? pipeline.tokens(tokens)
          : pipeline.apiKey(credentials.user().clientId(), credentials.user().clientSecret());
    }

    private ApiClient.Builder open(URI uri, Transport wire) {
      return api(uri, wire, new CxoneErrors());
    }

    private static JsonClient client(ApiClient.Builder pipeline) {
      return JsonClient.create(pipeline.build(), new CxoneErrors());
    }
  }
}
