// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Transport} that reaches a platform must do: any answer is an answer, and no
 * answer tells what is known about the delivery.
 *
 * <p>All requests go to the token door, which needs no {@code Authorization} header.
 */
public interface TransportContract {

  /** Returns the transport under test, the same one for the whole test. */
  Transport transport();

  /** Returns the platform that it reaches. */
  FakeGenesys platform();

  /** Returns the address at which it reaches that platform. */
  URI baseUri();

  /** Method, target, headers and body arrive, and status, headers and body come back. */
  @Test
  default void carriesTheRequestThereAndTheAnswerBack() {
    ApiResponse answer = transport().send(tokenRequest().build());

    assertEquals(200, answer.status());
    assertEquals("no-store", answer.headers().first("cache-control").orElseThrow());
    assertTrue(new String(answer.body(), UTF_8).contains("\"access_token\""), "a token came back");
    assertFalse(answer.latency().isNegative(), "latency: " + answer.latency());
    assertEquals(1, answer.sends());
    assertEquals("[POST /oauth/token 200]", platform().requests().toString());
  }

  /** Bytes are not touched, and neither is a header's value. */
  @Test
  default void bringsBodyAndHeadersUnchanged() {
    byte[] bytes = new byte[1024];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Headers headers = Headers.of(Map.of("X-Mixed-Case", List.of("a, b; c=\"d\"")));
    platform().failNextToken(Fault.answer(ApiResponse.of(299, headers, bytes)));

    ApiResponse answer = transport().send(tokenRequest().build());

    assertEquals(299, answer.status());
    assertEquals(List.of("a, b; c=\"d\""), answer.headers().all("x-mixed-case"));
    assertArrayEquals(bytes, answer.body());
  }

  /** No status is an exception, and no redirect is followed: a body holds credentials. */
  @Test
  default void anyStatusIsAnAnswer() {
    Headers elsewhere = Headers.of(Map.of("Location", List.of(baseUri() + "/elsewhere")));
    for (int status : new int[] {204, 301, 302, 307, 308, 400, 401, 404, 407, 429, 500, 503}) {
      platform().failNextToken(Fault.answer(ApiResponse.of(status, elsewhere, new byte[0])));
      assertEquals(status, transport().send(tokenRequest().build()).status());
    }
    assertEquals(12, platform().requests().size());
    assertEquals(List.of(), platform().unexpectedRequests());
  }

  /** A connection that ends without an answer leaves the delivery open. */
  @Test
  default void connectionThatEndsIsAmbiguous() {
    platform().failNextToken(Fault.dropped());
    assertEquals(Delivery.AMBIGUOUS, noAnswer(tokenRequest().build()).delivery());

    platform().failNextToken(Fault.lostAnswer());
    assertEquals(Delivery.AMBIGUOUS, noAnswer(tokenRequest().build()).delivery());

    assertEquals(1, platform().tokensIssued(), "the second request was acted on");
    assertEquals(2, platform().requests().size(), "nothing was sent again");
    assertEquals(200, transport().send(tokenRequest().build()).status(), "and all is well again");
  }

  /** A success of which only a part came is none; a refusal of which a part came is a refusal. */
  @Test
  default void brokenSuccessIsAmbiguousAndBrokenRefusalIsARefusal() {
    platform().failNextToken(Fault.cutOffAnswer());
    assertEquals(Delivery.AMBIGUOUS, noAnswer(tokenRequest().build()).delivery());

    platform().failNextToken(Fault.cutOffAnswer());
    ApiRequest nobody =
        tokenRequest()
            .body("grant_type".getBytes(UTF_8), "application/x-www-form-urlencoded")
            .build();
    assertEquals(401, transport().send(nobody).status());
  }

  /** A host that cannot be reached was sent nothing, and can be reached again later. */
  @Test
  default void refusedConnectionIsNotSent() {
    platform().refuseConnections();
    assertEquals(Delivery.NOT_SENT, noAnswer(tokenRequest().build()).delivery());
    assertEquals(List.of(), platform().requests());

    platform().acceptConnections();

    assertEquals(200, transport().send(tokenRequest().build()).status());
  }

  /** An attempt that takes too long ends, and leaves the delivery open. */
  @Test
  default void slowAnswerIsAmbiguous() {
    transport().send(tokenRequest().build()); // leaves a connection: none is waited for below
    platform().latency(Duration.ofMinutes(10));
    ApiRequest hasty = tokenRequest().attemptTimeout(Duration.ofMillis(200)).build();

    assertEquals(Delivery.AMBIGUOUS, noAnswer(hasty).delivery());
  }

  /** An interrupted thread sends nothing and stays interrupted. */
  @Test
  default void interruptedThreadSendsNothingAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertEquals(Delivery.NOT_SENT, noAnswer(tokenRequest().build()).delivery());
    } finally {
      assertTrue(Thread.interrupted(), "still interrupted");
    }
    assertEquals(List.of(), platform().requests());
  }

  /** No more of an answer is read than the request allows. */
  @Test
  default void readsNoMoreThanAllowed() {
    byte[] body = "0123456789".getBytes(UTF_8);
    platform().failNextToken(Fault.answer(ApiResponse.of(200, Headers.none(), body)));
    assertArrayEquals(
        body, transport().send(tokenRequest().maxResponseBytes(10).build()).body(), "exactly 10");

    platform().failNextToken(Fault.answer(ApiResponse.of(200, Headers.none(), body)));
    ApiRequest tight = tokenRequest().maxResponseBytes(9).build();
    assertThrows(PlatformFailureException.class, () -> transport().send(tight));

    platform().failNextToken(Fault.answer(ApiResponse.of(500, Headers.none(), body)));
    ApiResponse refusal = transport().send(tight);
    assertEquals(500, refusal.status());
    assertArrayEquals("012345678".getBytes(UTF_8), refusal.body());
  }

  /** A message names the request without what a query or a body may hide. */
  @Test
  default void messageNamesTheRequestWithoutSecrets() {
    platform().failNextToken(Fault.dropped());
    String secret = platform().clientCredentials().clientSecret().secret().reveal();

    TransportException told = noAnswer(tokenRequest().addQuery("client_secret", secret).build());

    assertTrue(("" + told.getMessage()).contains("POST " + baseUri() + "/oauth/token"), "names it");
    assertFalse(("" + told.getMessage()).contains(secret), "hides the secret");
  }

  /** Many threads get an answer each. */
  @Test
  default void manyThreadsGetAnAnswerEach() {
    List<String> bodies =
        Threads.together(
            8, n -> new String(transport().send(tokenRequest().build()).body(), UTF_8));

    assertEquals(8, Set.copyOf(bodies).size(), "a token each");
    assertEquals(8, platform().tokensIssued());
  }

  private ApiRequest.Builder tokenRequest() {
    ClientCredentials client = platform().clientCredentials();
    String form =
        "grant_type=client_credentials&client_id="
            + client.clientId()
            + "&client_secret="
            + client.clientSecret().secret().reveal();
    return ApiRequest.builder("POST", baseUri(), "/oauth/token")
        .body(form.getBytes(UTF_8), "application/x-www-form-urlencoded");
  }

  private TransportException noAnswer(ApiRequest request) {
    return assertThrows(TransportException.class, () -> transport().send(request));
  }
}
