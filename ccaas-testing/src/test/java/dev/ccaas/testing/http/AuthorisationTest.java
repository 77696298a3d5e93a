// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token does to a request, and a 401 to a token; counted at a raw server. */
class AuthorisationTest {
  private static final int THREADS = 256;

  private final String tokenText = SecretCanary.text();
  private final RawServer server = RawServer.start();
  private final FakeTime time = FakeTime.create();
  private final AtomicInteger fetches = new AtomicInteger();
  private final TokenFetcher door =
      () ->
          AccessToken.bearer(Secret.of(tokenText + "-" + fetches.incrementAndGet()))
              .withLifetime(Duration.ofHours(2));

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient client(TokenProvider tokens) {
    return ApiClient.builder(server.uri()).time(time).tokens(tokens).build();
  }

  private static RawServer.Action acceptOnly(String token) {
    return (request, connection) ->
        RawAnswer.answer(request.all("authorization").contains("Bearer " + token) ? 200 : 401)
            .perform(request, connection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  @Tag("S1.auth.8")
  @Tag("S1.err401.1")
  @Tag("S0.edge1.5")
  void aRefusedTokenIsRenewedAndTheRequestSentOnceMore(String method) {
    server.always(acceptOnly(tokenText + "-2"));
    try (CachingTokenProvider tokens = CachingTokenProvider.builder(door).time(time).build()) {

      ApiResponse answer = client(tokens).send(client(tokens).request(method, "/brands").build());

      assertThat(answer.sends()).isEqualTo(2);
      assertThat(server.requests())
          .extracting(sent -> sent.all("authorization"))
          .containsExactly(
              List.of("Bearer " + tokenText + "-1"), List.of("Bearer " + tokenText + "-2"));
      assertThat(fetches).hasValue(2);
      assertThat(time.slept()).isEmpty();
    }
  }

  @Test
  void aSecondRefusalEndsTheCall() {
    server.always(RawAnswer.answer(401));
    try (CachingTokenProvider tokens = CachingTokenProvider.builder(door).time(time).build()) {

      CcaasException end = Calls.failureOf(client(tokens), Calls.create(client(tokens)));

      assertThat(end).isInstanceOf(CredentialsException.class);
      assertThat(server.requests()).hasSize(2);
      assertThat(fetches).hasValue(2);
    }
  }

  @Test
  void aTokenThatCannotBeRenewedIsNotTriedAgain() {
    server.always(RawAnswer.answer(401));
    ApiClient client = client(TokenProvider.fixed(AccessToken.bearer(SecretCanary.secret())));

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(CredentialsException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void manyThreadsWithOneRefusedTokenRenewItOnceAndResendOnceEach() throws Exception {
    CountDownLatch refused = new CountDownLatch(THREADS);
    server.always(
        (request, connection) -> {
          if (request.all("authorization").contains("Bearer " + tokenText + "-2")) {
            return RawAnswer.answer(200).perform(request, connection);
          }
          refused.countDown(); // all are refused together
          await(refused);
          return RawAnswer.answer(401).perform(request, connection);
        });
    try (CachingTokenProvider tokens = CachingTokenProvider.builder(door).time(time).build()) {
      ApiClient client = client(tokens);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<ApiResponse>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        answers.add(threads.submit(() -> client.send(Calls.create(client).build())));
      }
      for (Future<ApiResponse> answer : answers) {
        assertThat(answer.get().sends()).isEqualTo(2);
      }
      threads.shutdown();

      assertThat(server.requests()).hasSize(2 * THREADS);
      assertThat(fetches).hasValue(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("S1.err401.2")
  @Tag("S0.2.14")
  void aMissingScopeFailsBeforeAnythingIsSentAndIsNamed() {
    AccessToken reader =
        AccessToken.bearer(Secret.of(tokenText)).withScopes(Scopes.of("webchat:brand:read"));
    ApiClient client = client(TokenProvider.fixed(reader));

    CcaasException end =
        Calls.failureOf(
            client,
            Calls.create(client)
                .requiredScopes(Scopes.of("webchat:brand:read", "webchat:brand:write")));

    assertThat(end)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("webchat:brand:write")
        .hasMessageNotContaining("webchat:brand:read")
        .hasMessageNotContaining("answered")
        .hasMessageNotContaining(tokenText);
    assertThat(server.connections()).isZero();
  }

  @Test
  void aTokenOfUnknownScopesIsSent() {
    ApiClient client = client(TokenProvider.fixed(AccessToken.bearer(SecretCanary.secret())));

    client.send(Calls.create(client).requiredScopes(Scopes.of("webchat:brand:write")).build());

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401, GET", "401, POST", "403, GET", "403, POST"})
  @Tag("S1.step2.13")
  void aRefusalOfThePlatformNamesTheScopesThatTheRequestNeeds(int status, String method) {
    server.always(RawAnswer.answer(status));
    ApiClient client = client(TokenProvider.fixed(AccessToken.bearer(Secret.of(tokenText))));

    CcaasException end =
        Calls.failureOf(
            client,
            client
                .request(method, "/brands")
                .requiredScopes(Scopes.of("webchat:brand:write", "webhooks:webhook:write")));

    assertThat(end)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("answered " + status)
        .hasMessageContaining("webchat:brand:write webhooks:webhook:write")
        .hasMessageNotContaining(tokenText);
  }

  @Test
  void aDoorThatWasAskedOftenEnoughIsNotAskedAgainForThisCall() {
    CcaasException given =
        new RetriesExhaustedException(
            4,
            "the policy allows no more",
            new RateLimitedException(ApiFailure.builder("POST https://door", 429).build()));
    AtomicInteger asked = new AtomicInteger();
    ApiClient client =
        client(
            CachingTokenProvider.builder(
                    () -> {
                      asked.incrementAndGet();
                      throw given;
                    })
                .time(time)
                .build());

    assertThat(Calls.failureOf(client, client.request("GET", "/brands"))).isSameAs(given);
    assertThat(asked).hasValue(1);
    assertThat(server.connections()).isZero();
  }
}
