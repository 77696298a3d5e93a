// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GenesysTest {
  private static final String TOKEN = "{\"access_token\": \"token-1\", \"expires_in\": 7200}";

  private final RecordingTransport wire = RecordingTransport.create();
  private final FakeTime time = FakeTime.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final GenesysProfile profile =
      GenesysProfile.gateway(URI.create("https://gateway.test/genesys"))
          .withLoginUri(URI.create("https://login.test"));
  private final List<Genesys> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Genesys::close);
  }

  private Genesys.Builder builder() {
    ClientCredentials client =
        ClientCredentials.of("client", SecretSource.of(SecretCanary.secret()));
    return Genesys.builder(profile, client).transport(wire).time(time).audit(audit);
  }

  private Genesys open(Genesys.Builder builder) {
    Genesys genesys = builder.build();
    opened.add(genesys);
    return genesys;
  }

  @Test
  @Tag("S1.auth.1")
  @Tag("S1.auth.8")
  void tokenComesFromTheLoginHostAndGoesToTheApiHost() {
    wire.answer(200, TOKEN).answer(201, "{\"id\": \"b-1\"}");

    open(builder()).brands().create(S1.brand());

    ApiRequest token = wire.requests().get(0);
    ApiRequest create = wire.requests().get(1);
    assertThat(token.method() + " " + token.uri()).isEqualTo("POST https://login.test/oauth/token");
    assertThat(new String(token.body().orElseThrow(), UTF_8))
        .contains("grant_type=client_credentials");
    assertThat(create.uri()).hasToString("https://gateway.test/genesys/api/v2/webchat/brands");
    assertThat(create.headers().first("Authorization")).contains("Bearer token-1");
  }

  @Test
  void otherRequestsGoTheSameWay() {
    wire.answer(200, TOKEN).answer(200, "{}");
    ApiClient api = open(builder()).api();

    api.send(api.request("GET", "/api/v2/users/me").build());

    ApiRequest other = wire.requests().get(1);
    assertThat(other.uri()).hasToString("https://gateway.test/genesys/api/v2/users/me");
    assertThat(other.headers().first("Authorization")).contains("Bearer token-1");
    assertThat(audit.events()).extracting(AuditEvent::action).contains("API_CALL");
  }

  @Test
  @Tag("S1.pre.1")
  void asksForTheScopesOfTheProfileUnlessToldOtherwise() {
    wire.answer(200, TOKEN).answer(200, TOKEN).answer(200, TOKEN);

    open(builder()).tokens().token();
    open(builder().scopes(Scopes.of("webchat:brand:read"))).tokens().token();
    open(builder().scopes(Scopes.none())).tokens().token();

    assertThat(wire.requests())
        .extracting(request -> new String(request.body().orElseThrow(), UTF_8))
        .satisfiesExactly(
            all ->
                assertThat(all)
                    .contains("webchat%3Abrand%3Aread")
                    .contains("webchat%3Abrand%3Awrite")
                    .contains("webhooks%3Awebhook%3Awrite"),
            one -> assertThat(one).contains("read").doesNotContain("write"),
            none -> assertThat(none).doesNotContain("scope"));
  }

  @Test
  @Tag("S1.err401.2")
  @Tag("S0.2.14")
  void missingScopeIsNamedAndNothingIsSent() {
    wire.answer(
        200, "{\"access_token\": \"t\", \"expires_in\": 7200, \"scope\": \"webchat:brand:read\"}");

    assertThatThrownBy(() -> open(builder()).brands().create(S1.brand()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("webchat:brand:write");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void everyApiRequestPaysTheLimitOfTheClient() {
    RateLimiter limiter = RateLimiter.rollingWindow(1, Duration.ofMinutes(1), time);
    wire.answer(200, TOKEN).answer(201, "{\"id\": \"b-1\"}").answer(200, "{}");
    Genesys genesys = open(builder().limiter(limiter));

    genesys.brands().create(S1.brand());
    genesys.brands().health("b-1");

    assertThat(time.slept()).containsExactly(Duration.ofMinutes(1));
    QuotaKey key = QuotaKey.of("genesys-cloud", "client", "webchat/brands");
    assertThat(limiter.tryAcquire(key, 1).isAllowed())
        .as("the key is platform, client and family of paths")
        .isFalse();
  }

  @Test
  void limitCanBeKeptPerFamilyOfPaths() {
    RateLimiter limiter = RateLimiter.rollingWindow(1, Duration.ofMinutes(1), time);
    wire.answer(200, TOKEN).answer(201, "{\"id\": \"b-1\"}").answer(200, "{}");
    Genesys genesys =
        open(builder().limiter(limiter, request -> QuotaKey.of("client", request.route())));

    genesys.brands().create(S1.brand());
    genesys.brands().health("b-1");

    assertThat(time.slept()).isEmpty();
  }

  @Test
  void noMoreThanThePublished300RequestsAMinuteAreSentByDefault() {
    wire.answer(200, TOKEN);
    for (int i = 0; i < 301; i++) {
      wire.answer(200, "{}");
    }
    Genesys genesys = open(builder());

    for (int i = 0; i < 300; i++) {
      genesys.brands().health("b-" + i);
    }
    assertThat(time.slept()).isEmpty();
    genesys.brands().health("b-300");

    assertThat(time.slept()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void callsAndTokensAreAudited() {
    wire.answer(200, TOKEN).answer(201, "{\"id\": \"b-1\"}");

    open(builder()).brands().create(S1.brand());

    audit.assertActions(AuditEvent.TOKEN_REFRESHED, AuditEvent.API_CALL);
  }

  @Test
  void closedClientSendsNothing() {
    Genesys genesys = open(builder());

    genesys.close();
    genesys.close();

    assertThatThrownBy(() -> genesys.brands().health("b-1"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void printsNoSecret() {
    Genesys genesys = open(builder());

    assertThat(genesys)
        .hasToString(
            "Genesys[GenesysProfile[gateway, https://gateway.test/genesys,"
                + " tokens from https://login.test]]");
    assertThat(genesys.profile()).isSameAs(profile);
  }
}
