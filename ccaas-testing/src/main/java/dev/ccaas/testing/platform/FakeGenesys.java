// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.Route.Door;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Genesys Cloud that serves the token door {@code POST /oauth/token} and the source document's
 * contract (profile {@code gateway}) at one address, and refuses what they refuse.
 *
 * <p>Brands and webhooks below {@code /api/v2} need a token with the document's scopes; create and
 * health are the document's, the rest of each resource is our extension. Error envelope, limit
 * headers and the login host's rate limit are as Genesys publishes them. Tokens and the client's
 * secret are made by {@link SecretCanary}, which finds leaks. Safe for use by many threads.
 */
public final class FakeGenesys extends FakePlatform {
  private static final URI BASE = URI.create("https://gateway.genesys.test");

  private final ClientRegistry clients;
  private final TokenStore tokens;
  private final int tokenRequestsPerMinute;
  private final GenesysGateway gateway;
  private List<Route> routes;

  private FakeGenesys(Builder builder) {
    super(builder.time);
    clients = new ClientRegistry("fake-client", SecretCanary.secret(), builder.scopes);
    tokens = new TokenStore(builder.time, builder.tokenLifetime, builder.requestsPerMinute);
    tokenRequestsPerMinute = builder.tokenRequestsPerMinute;
    gateway = new GenesysGateway(tokens, new BrandResource(builder.time), this::latency);
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
        new TokenDoor(clients, tokens, new FixedWindow(time(), tokenRequestsPerMinute));
    return Stream.concat(
            Stream.of(Route.token("/oauth/token", (request, id) -> door.handle(request))),
            gateway.routes().stream())
        .toList();
  }

  @Override
  List<Route> routes() {
    return routes;
  }

  @Override
  ApiResponse error(Door door, int status, @Nullable Duration retryAfter) {
    return door == Door.API
        ? GenesysErrors.ofStatus(status, retryAfter)
        : TokenDoor.ofStatus(status, retryAfter);
  }

  @Override
  void forget() {
    clients.forget();
    tokens.forget();
    gateway.brands().forget();
    gateway.webhooks().store().clear();
    routes = newRoutes();
  }

  @Override
  public URI baseUri() {
    return BASE;
  }

  /** Returns the only client that the token door knows; its secret follows a rotation. */
  public ClientCredentials clientCredentials() {
    return ClientCredentials.of(clients.id(), () -> underLock(clients::secret));
  }

  /** Gives the client a new secret; the old one is refused from now on, tokens live on. */
  public void rotateClientSecret() {
    runLocked(() -> clients.replaceSecret(SecretCanary.secret()));
  }

  @Override
  public int tokensIssued() {
    return underLock(tokens::issued);
  }

  @Override
  public void expireTokens() {
    runLocked(tokens::expireAll);
  }

  /** Makes health checks find that status, such as {@code inactive}; default {@code active}. */
  public void healthStatus(String status) {
    setHealth(requireNonNull(status, "status"));
  }

  /** Makes health checks say nothing. */
  public void healthUnknown() {
    setHealth(null);
  }

  private void setHealth(@Nullable String status) {
    runLocked(() -> gateway.brands().healthStatus(status));
  }

  /** Returns the brands as JSON texts by id, in order of creation. */
  public Map<String, String> brands() {
    return underLock(gateway.brands().store()::texts);
  }

  /** Returns the webhooks as JSON texts by id, in order of creation. */
  public Map<String, String> webhooks() {
    return underLock(gateway.webhooks().store()::texts);
  }

  @Override
  public String toString() {
    return "FakeGenesys[" + brands().size() + " brands, " + webhooks().size() + " webhooks]";
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
      if (lifetime.toSeconds() < 1) {
        throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: >= 1 s)");
      }
      this.tokenLifetime = Duration.ofSeconds(lifetime.toSeconds());
      return this;
    }

    /** Sets how many requests a token admits in a minute; default 300, as published. */
    public Builder requestsPerMinute(int requests) {
      this.requestsPerMinute = positive(requests);
      return this;
    }

    /** Sets how many token requests are admitted in a minute; default 300, which is assumed. */
    public Builder tokenRequestsPerMinute(int requests) {
      this.tokenRequestsPerMinute = positive(requests);
      return this;
    }

    private static int positive(int requests) {
      if (requests < 1) {
        throw new IllegalArgumentException("requests: " + requests + " (expected: at least 1)");
      }
      return requests;
    }

    /** Returns the platform. */
    public FakeGenesys build() {
      return new FakeGenesys(this);
    }
  }
}
