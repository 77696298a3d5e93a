// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire over the JDK's client: bounds, and what is known when no answer comes. */
class JdkTransportTest {
  private static final Duration SHORT = Duration.ofMillis(60);

  private final RawServer server = RawServer.start();
  private final FakeTime time = FakeTime.create();
  private final ApiClient client = client(server.uri());

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient client(URI uri) {
    return ApiClient.builder(uri).time(time).retry(RetryPolicy.none()).build();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "5, 5", "5, 6", "65536, 65536", "65536, 8388608"})
  void aBodyUpToTheCapIsReadWhole(int length, int cap) {
    server.always(RawAnswer.withBody(200, "x".repeat(length)));

    assertThat(client.send(client.request("GET", "/a").maxResponseBytes(cap).build()).body())
        .hasSize(length);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "6, 5", "65537, 65536"})
  void aLongerBodyOfASuccessFailsAndSaysThatItWasASuccess(int length, int cap) {
    server.always(RawAnswer.withBody(201, "x".repeat(length)));

    CcaasException end = Calls.failureOf(client, Calls.create(client).maxResponseBytes(cap));

    assertThat(end)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("answered 201")
        .hasMessageContaining("longer than " + cap + " bytes")
        .hasMessageContaining("most likely been carried out");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anEndlessBodyIsCutOffAndItsConnectionClosed() throws InterruptedException {
    server.always(RawAnswer.flood(200));

    CcaasException end =
        Calls.failureOf(client, client.request("GET", "/a").maxResponseBytes(100_000));

    assertThat(end).isInstanceOf(PlatformFailureException.class);
    assertThat(server.isAbandoned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequestException",
    "401, CredentialsException",
    "429, RateLimitedException",
    "503, PlatformFailureException"
  })
  void aRefusalCountsEvenIfItsBodyIsEndless(int status, String outcome) {
    server.always(RawAnswer.flood(status));

    CcaasException end =
        Calls.failureOf(client, client.request("GET", "/a").maxResponseBytes(1000));

    assertThat(end.getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aRefusalCountsEvenIfItsBodyBreaksOff() {
    server.always(RawAnswer.truncated(403, "{\"mess"));

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(CredentialsException.class);
  }

  @Test
  void aSuccessWhoseBodyBreaksOffIsAmbiguous() {
    server.always(RawAnswer.truncated(201, "{\"id\":"));

    CcaasException end = Calls.failureOf(client, Calls.create(client));

    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
  }

  @Test
  void theAttemptTimeoutCoversADrippingBody() throws InterruptedException {
    Calls.warmUp(client, server);
    server.always(RawAnswer.drip(200));

    CcaasException end = Calls.failureOf(client, client.request("GET", "/a").attemptTimeout(SHORT));

    assertThat(end).isInstanceOf(TransportException.class).hasMessageContaining("PT0.06S");
    assertThat(server.isAbandoned()).isTrue();
  }

  @Test
  void aConnectionThatNeverAnswersIsClosedAfterTheTimeout() throws InterruptedException {
    Calls.warmUp(client, server);
    server.always(RawAnswer.silence());

    Calls.failureOf(client, Calls.create(client).attemptTimeout(SHORT));

    assertThat(server.isAbandoned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET"})
  void aRefusedConnectionMeansNothingWasSentSoAnyMethodIsRepeated(String method) {
    server.close();
    ApiClient retrying =
        ApiClient.builder(server.uri())
            .time(time)
            .retry(RetryPolicy.builder().jitter(0).build())
            .build();

    CcaasException end = Calls.failureOf(retrying, retrying.request(method, "/a"));

    assertThat(((RetriesExhaustedException) end).attempts()).isEqualTo(4);
    TransportException last = (TransportException) ((RetriesExhaustedException) end).lastFailure();
    assertThat(last.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(last.sends()).isZero();
  }

  @Test
  void aHostWithoutAddressMeansNothingWasSent() {
    ApiClient lost = client(URI.create("http://" + "x".repeat(64) + ".invalid"));

    TransportException end = (TransportException) Calls.failureOf(lost, Calls.create(lost));

    assertThat(end.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(end).hasMessageContaining("UnresolvedAddressException");
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aFailedHandshakeMeansNothingWasSent(HttpClient.Version version) {
    server.deaf();
    HttpClient http = HttpClient.newBuilder().executor(Runnable::run).version(version).build();
    ApiClient tls =
        ApiClient.builder(URI.create("https://127.0.0.1:" + server.uri().getPort()))
            .transport(Transport.jdk(http, time))
            .time(time)
            .retry(RetryPolicy.none())
            .build();

    TransportException end = (TransportException) Calls.failureOf(tls, Calls.create(tls));

    assertThat(end.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(end.sends()).isZero();
  }

  @Test
  void aSecondSendThatFindsNoServerDoesNotHideTheFirst() {
    server.always(
        (request, connection) -> {
          server.close();
          return false;
        });

    TransportException end =
        (TransportException) Calls.failureOf(client, client.request("GET", "/a"));

    assertThat(server.requests()).hasSize(1);
    assertThat(end.delivery()).isEqualTo(Delivery.AMBIGUOUS);
    assertThat(end.sends()).isEqualTo(1);
  }

  @Test
  void anInterruptedThreadSendsNothing() {
    Thread.currentThread().interrupt();

    CcaasException end = Calls.failureOf(client, client.request("GET", "/a"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(server.connections()).isZero();
  }

  @Test
  void anInterruptEndsTheCallEvenIfItMayBeRepeated() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    server.always(
        (request, connection) -> {
          arrived.countDown();
          return RawAnswer.silence().perform(request, connection);
        });
    ApiClient retrying = ApiClient.builder(server.uri()).time(time).build();
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                arrived.await();
                caller.interrupt();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    interrupter.start();

    CcaasException end = Calls.failureOf(retrying, retrying.request("GET", "/a"));

    assertThat(Thread.interrupted()).isTrue();
    interrupter.join();
    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
    assertThat(end).hasMessageContaining("interrupted");
    assertThat(server.requests()).hasSize(1);
    assertThat(server.isAbandoned()).isTrue();
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void aServerThatSendsACredentialBackIsNotQuoted() {
    server.always(RawAnswer.bytes("220 Bearer c4n4ry-t0k3n\r\n\r\n"));

    CcaasException end = Calls.failureOf(client, Calls.create(client));

    assertThat(end).hasMessageContaining("Bearer ***");
    assertThat(Throwables.getStackTrace(end)).doesNotContain("c4n4ry");
  }

  @ParameterizedTest
  @EnumSource(
      value = Redirect.class,
      names = {"NORMAL", "ALWAYS"})
  void aClientThatFollowsRedirectsIsRefused(Redirect redirects) {
    HttpClient http = HttpClient.newBuilder().followRedirects(redirects).build();

    assertThatThrownBy(() -> Transport.jdk(http, TimeSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Redirect.NEVER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "099", "600", "999", "20", "abc"})
  void aStatusOutsideTheStandardIsAFailureWithAType(String status) {
    server.always(RawAnswer.bytes("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n"));

    assertThat(Calls.failureOf(client, Calls.create(client))).hasMessageContaining("POST");
    assertThat(server.requests()).hasSize(1);
  }
}
