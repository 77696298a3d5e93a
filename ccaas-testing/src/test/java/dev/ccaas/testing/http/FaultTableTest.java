// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a request reaches a server that never answers it properly. */
class FaultTableTest {
  private static final Duration SHORT = Duration.ofMillis(80);

  private final RawServer server = RawServer.start();
  private final FakeTime time = FakeTime.create();
  private final ApiClient client =
      ApiClient.builder(server.uri())
          .time(time)
          .retry(RetryPolicy.builder().jitter(0).build())
          .build();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("closes after reading", RawAnswer.hangUp(), 5),
        fault("resets after reading", RawAnswer.reset(), 5),
        fault("half a status line", RawAnswer.bytes("HTTP/1.1 2"), 4),
        fault("no status line", RawAnswer.bytes("220 smtp.example.com ESMTP\r\n\r\n"), 4),
        fault("head without end", RawAnswer.bytes("HTTP/1.1 201 Created\r\nA: b\r\n"), 4),
        fault("cut body", RawAnswer.truncated(201, "{\"id\":"), 4),
        fault("bad chunk", chunked("zz\r\n{}\r\n0\r\n\r\n"), 4),
        fault("cut chunk", chunked("10\r\n{}"), 4));
  }

  private static Arguments fault(String name, RawServer.Action action, int getSends) {
    return Arguments.of(name, action, getSends);
  }

  private static RawServer.Action chunked(String body) {
    return RawAnswer.bytes("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  @Tag("S1.step2.15")
  void aCreateIsSentExactlyOnce(String name, RawServer.Action fault, int getSends) {
    server.always(fault);

    CcaasException end = Calls.failureOf(client, Calls.create(client));

    assertThat(server.requests()).hasSize(1);
    assertThat(end).isInstanceOf(TransportException.class);
    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
    assertThat(((TransportException) end).sends()).isEqualTo(1);
    assertThat(time.slept()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {2} sends")
  @MethodSource("faults")
  void aReadIsRepeatedAndTheJdksOwnSecondSendHappensOncePerCall(
      String name, RawServer.Action fault, int getSends) {
    server.always(fault);

    CcaasException end = Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(server.requests()).hasSize(getSends);
    assertThat(end).isInstanceOf(RetriesExhaustedException.class);
    assertThat(((RetriesExhaustedException) end).attempts()).isEqualTo(4);
  }

  static Stream<Arguments> stalls() {
    return Stream.of(
        Arguments.of("never answers", RawAnswer.silence()),
        Arguments.of("stops within the status line", RawAnswer.silenceAfter("HTTP/1.1 2")),
        Arguments.of("stops within the head", RawAnswer.silenceAfter("HTTP/1.1 201 C\r\nA: b\r\n")),
        Arguments.of("drips a body without end", RawAnswer.drip(201)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stalls")
  void aCreateThatTimesOutIsSentExactlyOnce(String name, RawServer.Action stall)
      throws InterruptedException {
    Calls.warmUp(client, server);
    server.always(stall);

    CcaasException end = Calls.failureOf(client, Calls.create(client).attemptTimeout(SHORT));

    server.awaitRequests(1);
    assertThat(server.isAbandoned()).isTrue();
    assertThat(server.requests()).hasSize(2); // the warm-up and this one
    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
    assertThat(time.slept()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stalls")
  void aReadThatTimesOutIsRepeated(String name, RawServer.Action stall)
      throws InterruptedException {
    RetryPolicy patient = RetryPolicy.builder().maxAttempts(20).jitter(0).build();
    ApiClient client = ApiClient.builder(server.uri()).time(time).retry(patient).build();
    Calls.warmUp(client, server);
    server.then(stall).always(RawAnswer.answer(200));

    client.send(client.request("GET", "/brands").attemptTimeout(Duration.ofMillis(150)).build());

    assertThat(time.slept()).first().isEqualTo(Duration.ofSeconds(1));
    assertThat(server.isAbandoned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PUT, 4", "DELETE, 4", "PATCH, 1", "POST, 1"})
  void otherMethodsAreSentOncePerAttempt(String method, int sends) {
    server.always(RawAnswer.hangUp());

    Calls.failureOf(client, client.request(method, "/brands"));

    assertThat(server.requests()).hasSize(sends);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void theJdksOwnSecondSendIsReported(String method) {
    server.then(RawAnswer.hangUp()).then(RawAnswer.answer(200));

    assertThat(client.send(client.request(method, "/brands").build()).sends()).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void aReadThatMustNotBeRepeatedIsNotSentTwiceByTheJdkEither() {
    server.always(RawAnswer.hangUp());

    CcaasException end =
        Calls.failureOf(client, client.request("GET", "/counter/next").repeatable(false));

    assertThat(server.requests()).hasSize(1);
    assertThat(end).isInstanceOf(TransportException.class);
    assertThat(((TransportException) end).sends()).isEqualTo(1);
  }

  @Test
  void theJdksOwnSecondSendIsPaidFromTheRetryBudget() {
    ApiClient poor =
        ApiClient.builder(server.uri())
            .time(time)
            .retry(RetryPolicy.builder().budget(0).build())
            .build();
    server.always(RawAnswer.hangUp());

    Calls.failureOf(poor, poor.request("GET", "/brands"));

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aServerThatClosesUnreadConnectionsMayStillHaveHeardACreate() {
    server.deaf();

    CcaasException end = Calls.failureOf(client, Calls.create(client));

    assertThat(server.connections()).isEqualTo(1);
    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
  }

  @Test
  void aLostAnswerThenAnAnswerIsTheAnswer() {
    server.then(RawAnswer.truncated(200, "{")).then(RawAnswer.withBody(200, "{\"id\":1}"));

    var answer = client.send(client.request("GET", "/brands").build());

    assertThat(answer.body()).asString().isEqualTo("{\"id\":1}");
    assertThat(answer.sends()).isEqualTo(2);
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
  }
}
