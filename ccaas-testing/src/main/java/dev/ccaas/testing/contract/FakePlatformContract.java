// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakePlatform;
import dev.ccaas.testing.platform.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FakePlatform} must do, in memory and over a socket: misbehave when told to, and
 * behave again.
 */
public interface FakePlatformContract {

  /** Returns the platform under test, the same one for the whole test. */
  FakePlatform platform();

  /** Returns the platform's clock. */
  FakeTime time();

  /**
   * Returns a client that reaches the platform, never repeats a request, and keeps its token until
   * it is refused.
   */
  ApiClient client();

  /** Returns a GET request of that client that is granted and answered in JSON. */
  ApiRequest read();

  /** Returns a POST request of that client that is granted: one that no HTTP client sends twice. */
  ApiRequest write();

  /** A request of a client that does all right is answered. */
  @Test
  default void behavesUntilToldOtherwise() {
    assertTrue(succeeds());
    assertTrue(succeeds());

    assertEquals(1, platform().tokensIssued());
    assertEquals(List.of(), platform().unexpectedRequests());
    platform().verifyNoUnexpectedRequests();
  }

  /** Told statuses come in order, as often as told, and then no more. */
  @Test
  default void failsWithTheStatusesToldAndThenNoMore() {
    platform().failNext(503);
    platform().failNext(2, Fault.status(500));
    platform().failNext(404);

    assertEquals(503, refusal().status());
    assertEquals(500, refusal().status());
    assertEquals(500, refusal().status());
    assertEquals(404, refusal().status());
    assertTrue(succeeds());
  }

  /** A refusal with a wait says how long, in whole seconds. */
  @Test
  default void failsWithAWait() {
    platform().failNext(429, Duration.ofMillis(6500));

    RateLimitedException refusal = assertThrows(RateLimitedException.class, this::send);

    assertEquals(Optional.of(Duration.ofSeconds(7)), refusal.failure().retryAfter());
    assertTrue(succeeds());
  }

  /** The token door misbehaves on its own. */
  @Test
  default void tokenDoorFailsOnItsOwn() {
    platform().failNextToken(Fault.status(401));
    platform().failNextToken(2, Fault.html(503));

    for (int i = 0; i < 3; i++) {
      assertThrows(CcaasException.class, this::send);
      assertEquals(0, platform().tokensIssued());
      time().advance(Duration.ofMinutes(2)); // providers leave a door that fails alone for a while
    }
    assertTrue(succeeds());
  }

  /** A connection can end without an answer. */
  @Test
  default void dropsConnectionsAndLosesAnswers() {
    for (Fault fault : List.of(Fault.dropped(), Fault.lostAnswer(), Fault.cutOffAnswer())) {
      assertTrue(succeeds());
      platform().failNext(fault);
      assertEquals(Delivery.AMBIGUOUS, noAnswer().delivery(), fault::toString);
    }
    assertTrue(succeeds());
  }

  /** A client that gets no answer is recorded with status 0. */
  @Test
  default void recordsRequestsThatGotNoAnswer() {
    assertTrue(succeeds());
    platform().failNext(Fault.dropped());

    assertThrows(TransportException.class, () -> client().send(write()));

    int last = platform().requests().size() - 1;
    assertEquals("POST", platform().requests().get(last).method());
    assertEquals(0, platform().requests().get(last).status());
  }

  /** An answer can be whole and yet no JSON. */
  @Test
  default void spoilsAnswers() {
    assertTrue(isJson(send()));
    for (Fault fault : List.of(Fault.garbage(), Fault.truncatedJson(), Fault.html(200))) {
      platform().failNext(fault);
      assertFalse(isJson(send()), fault::toString);
    }
    assertTrue(isJson(send()));
  }

  /** A platform that is down was sent nothing, and comes back. */
  @Test
  default void refusesConnectionsAndComesBack() {
    assertTrue(succeeds());
    platform().refuseConnections();
    assertEquals(Delivery.NOT_SENT, noAnswer().delivery());

    platform().acceptConnections();

    assertTrue(succeeds());
  }

  /** Expired tokens are refused, new ones are not. */
  @Test
  default void expiresTokens() {
    assertTrue(succeeds());

    platform().expireTokens();

    assertTrue(succeeds());
    assertEquals(2, platform().tokensIssued(), "the client needed a new token");
  }

  /** Answers take as long as told, by the platform's clock. */
  @Test
  default void takesItsTime() {
    assertTrue(succeeds());
    Instant before = time().instant();
    platform().latency(Duration.ofSeconds(3));
    assertTrue(succeeds());
    assertEquals(before.plusSeconds(3), time().instant());

    platform().latency(Duration.ZERO);

    assertTrue(succeeds());
    assertEquals(before.plusSeconds(3), time().instant());
  }

  /** A request that no route knows is answered 404 and kept. */
  @Test
  default void keepsUnexpectedRequests() {
    ApiRequest unknown = client().request("GET", "/no/such/path").build();

    assertThrows(ApiException.class, () -> client().send(unknown));

    assertEquals("[GET /no/such/path 404]", platform().unexpectedRequests().toString());
    AssertionError told =
        assertThrows(AssertionError.class, () -> platform().verifyNoUnexpectedRequests());
    assertTrue(
        ("" + told.getMessage()).contains("GET /no/such/path"), "names it: " + told.getMessage());
  }

  /** Reset ends all misbehaviour and forgets all tokens and requests. */
  @Test
  default void resetMakesItNew() {
    assertTrue(succeeds());
    platform().failNext(9, Fault.status(500));
    platform().failNextToken(9, Fault.status(500));
    platform().latency(Duration.ofHours(1));
    platform().refuseConnections();

    platform().reset();

    assertEquals(0, platform().tokensIssued());
    assertEquals(List.of(), platform().requests());
    Instant before = time().instant();
    assertTrue(succeeds());
    assertEquals(before, time().instant());
    assertEquals(1, platform().tokensIssued(), "the old token was forgotten");
  }

  /** A fault must be told at least once, and a status must be one. */
  @Test
  default void refusesFaultsThatMeanNothing() {
    assertThrows(IllegalArgumentException.class, () -> platform().failNext(0, Fault.status(500)));
    assertThrows(IllegalArgumentException.class, () -> Fault.status(99));
    assertThrows(IllegalArgumentException.class, () -> Fault.status(600));
  }

  private ApiResponse send() {
    return client().send(read());
  }

  private boolean succeeds() {
    return send().isSuccess();
  }

  private ApiException refusal() {
    return assertThrows(ApiException.class, this::send);
  }

  private TransportException noAnswer() {
    return assertThrows(TransportException.class, () -> client().send(write()));
  }

  private static boolean isJson(ApiResponse answer) {
    try {
      return new ObjectMapper().readTree(answer.body()).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
