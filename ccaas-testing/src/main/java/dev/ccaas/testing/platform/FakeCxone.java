// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.DigitalChannelResource.Rules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A NICE CXone of one tenant: the source document's brands and webhooks, every published token
 * door, discovery, digital channels, messages, points of contact. It refuses what they refuse.
 *
 * <p>CXone has many hosts. In memory each has a name of its own, on a server a path of its own:
 * {@link #uri(CxoneHost)} and {@link #uri(CxoneHost, FakeServer)} tell both. What nobody publishes
 * is in {@code docs/platform-facts.md}. Tokens are unsigned JWTs; they and all secrets are made by
 * {@link SecretCanary}, which finds leaks. Safe for use by many threads.
 */
public final class FakeCxone extends FakePlatform {
  private static final String INTEGRATION_ID = "6c0f3a52-4f0e-4a3b-9b53-0242ac110004";

  private final ClientRegistry apiKey;
  private final ClientRegistry accessKey =
      new ClientRegistry("FAKE-ACCESS-KEY-ID", CxoneTokens.ALL);
  private final ClientRegistry client = new ClientRegistry("fake-client", CxoneTokens.ALL);
  private final ClientRegistry application = new ClientRegistry("app@vendor", CxoneTokens.ALL);
  private final CxoneAddresses addresses;
  private final CxoneTokens tokens;
  private final CxoneDiscovery discovery;
  private final CxoneGateway gateway;
  private final CxonePublished published;
  private final List<Route> routes;

  private FakeCxone(Builder builder) {
    super(builder.time);
    apiKey = new ClientRegistry(builder.apiKeyHeader, CxoneTokens.ALL);
    addresses = new CxoneAddresses(builder.area, builder.topLevelDomain);
    tokens = new CxoneTokens(builder.time, builder.tokenLifetime);
    discovery = new CxoneDiscovery(addresses, builder.area);
    gateway =
        new CxoneGateway(
            apiKey,
            tokens.access(),
            agenda(),
            new FixedWindow(builder.time, Duration.ofSeconds(1), builder.webhookRequestsPerSecond));
    published =
        new CxonePublished(
            new CxoneGate(tokens.access()),
            new DigitalChannelResource(
                new Rules(INTEGRATION_ID, builder.firstPage, builder.answersChannel), agenda()),
            new CxoneThrottle(builder.time),
            agenda());
    routes =
        Stream.of(
                new AccessKeyDoor(accessKey, tokens, builder.lifetimeAsText).routes(),
                new OpenIdDoor(client, accessKey, tokens).routes(),
                new CentralDoor(application, accessKey, tokens, addresses).routes(),
                discovery.routes(),
                gateway.routes(),
                published.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** Returns a platform on that clock with the builder's defaults. */
  public static FakeCxone create(TimeSource time) {
    return builder().time(time).build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  List<Route> routes() {
    return routes;
  }

  @Override
  GatewayResources gateway() {
    return gateway.resources();
  }

  @Override
  TokenStore tokens() {
    return tokens.access();
  }

  @Override
  Map<String, String> hosts() {
    return addresses.paths();
  }

  @Override
  Map<String, ClientCredentials> credentials() {
    return Map.of("secret-file", accessKey(), "api-key-file", apiKey.credentials());
  }

  @Override
  ApiResponse error(IncomingRequest request, int status, @Nullable Duration retryAfter) {
    return CxoneErrors.ofStatus(CxoneErrors.at(request.path()), status, retryAfter);
  }

  @Override
  void forget() {
    Stream.of(apiKey, accessKey, client, application).forEach(ClientRegistry::forget);
    tokens.forget();
    discovery.forget();
    gateway.forget();
    published.forget();
  }

  /** Returns the gateway's base in memory: that of {@link CxoneHost#GATEWAY}. */
  @Override
  public URI baseUri() {
    return uri(CxoneHost.GATEWAY);
  }

  /** Returns where that host is for {@link #asTransport()}. */
  public URI uri(CxoneHost host) {
    return addresses.uri(requireNonNull(host, "host"));
  }

  /** Returns where that host is on that server of this platform, such as {@code …/digital}. */
  public URI uri(CxoneHost host, FakeServer server) {
    return CxoneAddresses.uri(requireNonNull(host, "host"), server.baseUri());
  }

  /** Returns the gateway's API key; it follows a rotation. */
  public SecretSource apiKey() {
    return apiKey.credentials().clientSecret();
  }

  /** Returns the user's access key, id and secret; the secret follows a rotation. */
  public ClientCredentials accessKey() {
    return accessKey.credentials();
  }

  /** Returns the registered client of the OpenID Connect door, where the access key is the user. */
  public ClientCredentials clientCredentials() {
    return client.credentials();
  }

  /** Returns Central's application, its business unit as secret; the user is the access key. */
  public ClientCredentials application() {
    return application.credentials();
  }

  /** Gives the access key a new secret; the old one is refused from now on, tokens live on. */
  public void rotateAccessKey() {
    accessKey.rotate();
  }

  /** Gives the gateway a new API key; the old one is refused from now on. */
  public void rotateApiKey() {
    apiKey.rotate();
  }

  /** Returns the tenant's id, which tokens and discovery tell. */
  public String tenantId() {
    return CxoneDiscovery.TENANT_ID;
  }

  /** Returns the number of the tenant's digital brand, which availability is asked with. */
  public String brandId() {
    return CxonePublished.BRAND_ID;
  }

  /** Returns the only integration that channels can belong to; a person makes it in the UI. */
  public String channelIntegrationId() {
    return INTEGRATION_ID;
  }

  /** Returns the digital channels as JSON texts by id, in order of creation. */
  public Map<String, String> channels() {
    return underLock(published.channels()::texts);
  }

  /** Returns the points of contact as JSON texts by id, in order of creation. */
  public Map<String, String> pointsOfContact() {
    return underLock(published.points()::texts);
  }

  /** Changes a digital channel in the same way as a brand: see {@link #editBrand}. */
  public void editChannel(String id, String mergePatch) {
    edit(id, mergePatch, published.channels()::edit);
  }

  /** Makes every channel's availability that status; default {@code online}. */
  public void availability(String status) {
    requireNonNull(status, "status");
    runLocked(() -> published.availability(status));
  }

  /**
   * Changes what {@code cxone-configuration} tells, by a JSON Merge Patch, until the next one: an
   * attacker's host as {@code {"api_endpoint": …}}, or the drift that is published: {@code
   * {"globaldomain": null, "globaldomain_v1": …}}.
   */
  public void discovery(String mergePatch) {
    runLocked(() -> discovery.editTenant(MergePatch.parse(mergePatch)));
  }

  /** Changes what {@code openid-configuration} tells in the same way. */
  public void openIdConfiguration(String mergePatch) {
    runLocked(() -> discovery.editOpenId(MergePatch.parse(mergePatch)));
  }

  @Override
  public String toString() {
    return "FakeCxone[" + requestCount() + " requests]";
  }

  /** Sets up a platform. Not safe for use by many threads. */
  public static final class Builder {
    private TimeSource time = TimeSource.system();
    private String area = "na1";
    private String topLevelDomain = "test";
    private String apiKeyHeader = "X-API-Key";
    private Duration tokenLifetime = Duration.ofHours(1);
    private int webhookRequestsPerSecond = 5;
    private boolean lifetimeAsText;
    private int firstPage = 1;
    private boolean answersChannel;

    private Builder() {}

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets the area, which hosts are named after; default {@code na1}. Of {@code na2} the digital
     * hosts lie in another domain than discovery tells, as in the vendor's own SDK.
     */
    public Builder area(String area) {
      this.area = requireNonNull(area, "area");
      return this;
    }

    /** Sets how hosts' names end; default {@code test}; {@code com} as the vendor's, in memory. */
    public Builder topLevelDomain(String domain) {
      this.topLevelDomain = requireNonNull(domain, "domain");
      return this;
    }

    /** Sets the header that carries the gateway's API key; default {@code X-API-Key}, assumed. */
    public Builder apiKeyHeader(String name) {
      this.apiKeyHeader = requireNonNull(name, "name");
      return this;
    }

    /** Sets the life of a token, in whole seconds; default 3600 seconds, as published. */
    public Builder tokenLifetime(Duration lifetime) {
      this.tokenLifetime = TokenStore.wholeSeconds(lifetime);
      return this;
    }

    /** Makes {@code expires_in} of an access key's token a text, as its published schema has it. */
    public Builder lifetimeAsText(boolean asText) {
      this.lifetimeAsText = asText;
      return this;
    }

    /** Sets how often webhooks may be managed in a second; default 5, as the document says. */
    public Builder webhookRequestsPerSecond(int requests) {
      this.webhookRequestsPerSecond = FixedWindow.positive(requests);
      return this;
    }

    /** Sets the number of the first page of a list of channels; default 1, which is assumed. */
    public Builder firstPage(int number) {
      this.firstPage = number;
      return this;
    }

    /** Makes an upsert answer with the channel; default with nothing, since nobody publishes it. */
    public Builder answersChannel(boolean answers) {
      this.answersChannel = answers;
      return this;
    }

    /** Returns the platform. */
    public FakeCxone build() {
      return new FakeCxone(this);
    }
  }
}
