// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Genesys Cloud at one address: the token door {@code POST /oauth/token}, the source document's
 * brands and webhooks (profile {@code gateway}), and the published web deployments and open
 * messaging integrations. It refuses what they refuse.
 *
 * <p>The gateway needs a token with the document's scopes, the published API a client whose roles
 * have the permission. What neither says is in {@code docs/platform-facts.md}. Errors and limits
 * are as Genesys publishes them. Tokens and the client's secret are made by {@link SecretCanary},
 * which finds leaks. Safe for use by many threads.
 */
public final class FakeGenesys extends FakePlatform {
  private static final URI BASE = URI.create("https://gateway.genesys.test");
  private static final String TOKEN_PATH = "/oauth/token";

  private final ClientRegistry clients;
  private final TokenStore tokens;
  private final int tokenRequestsPerMinute;
  private final ApiGate gate;
  private final GenesysGateway gateway;
  private final GenesysPublished published;
  private List<Route> routes;

  private FakeGenesys(Builder builder) {
    super(builder.time);
    clients = new ClientRegistry("fake-client", builder.scopes);
    tokens = new TokenStore(builder.time, builder.tokenLifetime, builder.requestsPerMinute);
    tokenRequestsPerMinute = builder.tokenRequestsPerMinute;
    gate = new ApiGate(tokens);
    gateway = new GenesysGateway(gate, agenda(), this::latency);
    published = new GenesysPublished(gate, agenda());
    routes = newRoutes();
  }

  /** Returns a platform on that clock with the builder's defaults. */
  public static FakeGenesys create(TimeSource time) {
    return builder().time(time).build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the login host's own rate limit, which is HTTP 400 and not 429; for the token door. */
  public static Fault loginRateLimit() {
    return Fault.answer(TokenDoor.rateLimited(60));
  }

  private List<Route> newRoutes() {
    TokenDoor door =
        new TokenDoor(clients, tokens, FixedWindow.ofMinutes(time(), tokenRequestsPerMinute));
    Route token = Route.token(TOKEN_PATH, (request, id) -> door.handle(request));
    return Stream.of(List.of(token), gateway.routes(), published.routes())
        .flatMap(List::stream)
        .toList();
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
    return tokens;
  }

  @Override
  Map<String, ClientCredentials> credentials() {
    return Map.of("secret-file", clientCredentials());
  }

  @Override
  ApiResponse error(IncomingRequest request, int status, @Nullable Duration retryAfter) {
    return request.path().equals(TOKEN_PATH)
        ? TokenDoor.ofStatus(status, retryAfter)
        : GenesysErrors.ofStatus(status, retryAfter);
  }

  @Override
  void forget() {
    clients.forget();
    gate.forget();
    published.forget();
    routes = newRoutes();
  }

  @Override
  public URI baseUri() {
    return BASE;
  }

  /** Returns the only client that the token door knows; its secret follows a rotation. */
  public ClientCredentials clientCredentials() {
    return clients.credentials();
  }

  /** Gives the client a new secret; the old one is refused from now on, tokens live on. */
  public void rotateClientSecret() {
    clients.rotate();
  }

  /** Returns the drafts of the configurations as JSON texts by id, in order of creation. */
  public Map<String, String> configurations() {
    return underLock(published.configurations()::texts);
  }

  /** Returns the deployments as JSON texts by id, in order of creation. */
  public Map<String, String> deployments() {
    return underLock(published.deployments()::texts);
  }

  /**
   * Returns the open messaging integrations as JSON texts by id, in order of creation; the secret
   * token and the values of webhook headers are {@code ***}.
   */
  public Map<String, String> integrations() {
    return underLock(published.integrations()::texts);
  }

  /**
   * Changes a configuration, publishes it and makes its deployments use the new version; see {@link
   * #editBrand}.
   */
  public void editConfiguration(String id, String mergePatch) {
    edit(id, mergePatch, published::editConfiguration);
  }

  /** Changes a deployment in the same way as a brand. */
  public void editDeployment(String id, String mergePatch) {
    edit(id, mergePatch, published.deployments()::edit);
  }

  /** Changes an open messaging integration in the same way. */
  public void editIntegration(String id, String mergePatch) {
    edit(id, mergePatch, published.integrations()::edit);
  }

  /** Sets how long activations and removals of the published API take; default 2 seconds. */
  public void activationTime(Duration time) {
    runLocked(() -> published.activation().takes(time));
  }

  /** Makes the next draft, version, deployment or integration end in {@code Error}. */
  public void failNextActivation() {
    runLocked(published.activation()::failNext);
  }

  /**
   * Sets what the client's roles allow, such as {@code messaging:integration:view}; default all.
   */
  public void permissions(Set<String> permissions) {
    runLocked(() -> published.permissions(permissions));
  }

  /** Sets how often a token may ask in a minute at paths that begin so, besides its own limit. */
  public void familyLimit(String pathPrefix, int requestsPerMinute) {
    requireNonNull(pathPrefix, "pathPrefix");
    runLocked(() -> gate.familyLimit(pathPrefix, FixedWindow.positive(requestsPerMinute)));
  }

  @Override
  public String toString() {
    return "FakeGenesys[" + requestCount() + " requests]";
  }

  /** Sets up a platform. Not safe for use by many threads. */
  public static final class Builder {
    private TimeSource time = TimeSource.system();
    private Scopes scopes = GenesysGateway.scopes();
    private Duration tokenLifetime = Duration.ofHours(2);
    private int requestsPerMinute = 300;
    private int tokenRequestsPerMinute = 300;

    private Builder() {}

    /** Sets clock and waits; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets the scopes that the client may have; default the three that the document needs. */
    public Builder scopes(Scopes scopes) {
      this.scopes = requireNonNull(scopes, "scopes");
      return this;
    }

    /** Sets {@code expires_in}, in whole seconds; default 7200 seconds. */
    public Builder tokenLifetime(Duration lifetime) {
      this.tokenLifetime = TokenStore.wholeSeconds(lifetime);
      return this;
    }

    /** Sets how many requests a token admits in a minute; default 300, as published. */
    public Builder requestsPerMinute(int requests) {
      this.requestsPerMinute = FixedWindow.positive(requests);
      return this;
    }

    /** Sets how many token requests are admitted in a minute; default 300, which is assumed. */
    public Builder tokenRequestsPerMinute(int requests) {
      this.tokenRequestsPerMinute = FixedWindow.positive(requests);
      return this;
    }

    /** Returns the platform. */
    public FakeGenesys build() {
      return new FakeGenesys(this);
    }
  }
}
