// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.UnauditedAnswerException;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One event per logical call. */
class ApiCallAuditTest {
  private final FakeTime time = FakeTime.create(Instant.parse("2025-06-01T12:00:00Z"));
  private final RecordingTransport wire = RecordingTransport.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final ApiClient client = client(audit);

  private ApiClient client(AuditSink sink) {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .time(time)
        .transport(wire)
        .audit(sink)
        .tokens(TokenProvider.fixed(AccessToken.bearer(SecretCanary.secret())))
        .retry(RetryPolicy.builder().jitter(0).build())
        .errors((answer, failure) -> failure.code("bad.request").correlationId("corr-1"))
        .build();
  }

  private AuditEvent event() {
    audit.assertActions(AuditEvent.API_CALL);
    return audit.onlyEvent(AuditEvent.API_CALL);
  }

  @Test
  void aSuccessSaysWhatWasAskedWhatItCostAndHowLongItTook() {
    wire.answer(429, "")
        .then(
            request -> {
              time.advance(Duration.ofMillis(500));
              return ApiResponse.of(201, Headers.none(), new byte[0]);
            });

    client.send(
        client
            .request("POST", "/brands/{id}")
            .path("id", "7")
            .addQuery("key", "c4n4ry-query")
            .body("c4n4ry-body".getBytes(UTF_8), "text/plain")
            .build());

    assertThat(event().success()).isTrue();
    assertThat(event().timestamp()).isEqualTo(Instant.parse("2025-06-01T12:00:00Z"));
    assertThat(event().duration()).isEqualTo(Duration.ofMillis(1500));
    assertThat(event().attributes())
        .isEqualTo(
            Map.of(
                "method", "POST",
                "host", "api.example.com",
                "route", "/brands/{id}",
                "status", "201",
                "sends", "2"));
  }

  @Test
  void aRefusalSaysWhatThePlatformSaid() {
    wire.answer(400, "");

    Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(event().success()).isFalse();
    assertThat(event().attributes())
        .containsEntry("error", "InvalidRequestException")
        .containsEntry("status", "400")
        .containsEntry("code", "bad.request")
        .containsEntry("correlationId", "corr-1")
        .containsEntry("sends", "1");
  }

  @Test
  void exhaustedRetriesSayWhatTheLastAnswerWas() {
    for (int i = 0; i < 4; i++) {
      wire.answer(503, "");
    }

    Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(event().duration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(event().attributes())
        .containsEntry("error", "RetriesExhaustedException")
        .containsEntry("status", "503")
        .containsEntry("correlationId", "corr-1")
        .containsEntry("sends", "4");
  }

  @Test
  void aLostAnswerSaysHowOftenItWasSent() {
    wire.fail(new TransportException("lost", Delivery.AMBIGUOUS, null));

    Calls.failureOf(client, Calls.create(client));

    assertThat(event().attributes())
        .containsEntry("error", "TransportException")
        .containsEntry("sends", "1")
        .doesNotContainKey("status");
  }

  @Test
  void aSecondSendByTheJdkIsCountedEvenIfNoAnswerCame() {
    try (RawServer server = RawServer.start().always(RawAnswer.hangUp())) {
      ApiClient real =
          ApiClient.builder(server.uri()).audit(audit).retry(RetryPolicy.none()).build();

      Calls.failureOf(real, real.request("GET", "/brands"));

      assertThat(server.requests()).hasSize(2);
      assertThat(event().attributes()).containsEntry("sends", "2");
    }
  }

  @Test
  void anAnswerThatNobodyCanReadIsCountedToo() {
    try (RawServer server = RawServer.start().always(RawAnswer.withBody(201, "{}"))) {
      ApiClient real = ApiClient.builder(server.uri()).audit(audit).build();

      Calls.failureOf(real, Calls.create(real).maxResponseBytes(1));

      assertThat(event().attributes()).containsEntry("sends", "1").containsEntry("status", "201");
    }
  }

  @Test
  void anAttemptToLeaveTheBaseAddressIsRecorded() {
    ApiRequest foreign =
        ApiRequest.builder("GET", URI.create("https://evil.example.com"), "/x").build();

    assertThatThrownBy(() -> client.send(foreign)).isInstanceOf(IllegalArgumentException.class);

    assertThat(event().attributes())
        .containsEntry("host", "evil.example.com")
        .containsEntry("error", "IllegalArgumentException")
        .containsEntry("sends", "0");
  }

  @Test
  void anAnswerThatCannotBeRecordedIsNotLost() {
    wire.answer(201, "{\"id\":\"b-1\"}");
    audit.failNext(1);

    UnauditedAnswerException end =
        catchThrowableOfType(
            UnauditedAnswerException.class, () -> client.send(Calls.create(client).build()));

    assertThat(end.answer().body()).asString().isEqualTo("{\"id\":\"b-1\"}");
    assertThat(end)
        .hasMessageContaining("answered 201")
        .hasMessageContaining("Do not send it again")
        .hasCauseInstanceOf(AuditException.class);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void aFailureThatCannotBeRecordedStaysTheFailure() {
    wire.answer(400, "");
    audit.failNext(1);

    CcaasException end = Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(end).isInstanceOf(InvalidRequestException.class);
    assertThat(end.getSuppressed()).singleElement().isInstanceOf(AuditException.class);
  }

  @Test
  void aSinkThatBreaksItsContractLosesNothingEither() {
    wire.answer(201, "{}").answer(400, "");
    ApiClient broken =
        client(
            event -> {
              throw new IllegalStateException("disk");
            });

    assertThat(Calls.failureOf(broken, Calls.create(broken)))
        .isInstanceOf(UnauditedAnswerException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(Calls.failureOf(broken, Calls.create(broken)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
