// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.ApiFailure.FieldError;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a caller learns from an answer that is not 2xx. */
class RefusalTest {
  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();

  private ApiClient client(ErrorDecoder errors) {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .time(time)
        .transport(wire)
        .errors(errors)
        .retry(RetryPolicy.builder().jitter(0).build())
        .build();
  }

  private ApiException refusal(ErrorDecoder errors) {
    ApiClient client = client(errors);
    return (ApiException)
        Calls.failureOf(
            client, client.request("GET", "/brands").addQuery("key", SecretCanary.text()));
  }

  @Test
  @Tag("S1.step2.12")
  void carriesEverythingThatTheDecoderRead() {
    wire.answer(400, "{\"message\":\"no\"}");

    ApiFailure failure =
        refusal(
                (answer, said) ->
                    said.code("bad.request")
                        .message(new String(answer.body(), UTF_8))
                        .correlationId("corr-1")
                        .addFieldError(FieldError.of("name", "too long"))
                        .advice("Shorten the name."))
            .failure();

    assertThat(failure.request()).isEqualTo("GET https://api.example.com/brands?key=…");
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).contains("bad.request");
    assertThat(failure.message()).contains("{\"message\":\"no\"}");
    assertThat(failure.correlationId()).contains("corr-1");
    assertThat(failure.fieldErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("name"))
        .satisfies(error -> assertThat(error.message()).isEqualTo("too long"));
    assertThat(failure.advice()).contains("Shorten the name.");
    assertThat(failure.isRateLimited()).isFalse();
  }

  @Test
  void holdsNothingThatLooksLikeACredentialWhateverTheDecoderTakes() {
    wire.answer(403, "");
    String leak =
        "Bearer "
            + SecretCanary.text()
            + " and client_secret="
            + SecretCanary.text()
            + "\r\nSet-Cookie: x";

    ApiException refusal =
        refusal(
            (answer, said) ->
                said.code(leak)
                    .message(leak)
                    .correlationId(leak)
                    .addFieldError(FieldError.of(leak, leak)));

    assertThat(refusal.getMessage()).doesNotContain("cnry").doesNotContain("\n");
    assertThat(refusal.failure().toString()).doesNotContain("cnry").contains("***");
  }

  @Test
  void aDecoderThatFailsDoesNotHideTheRefusal() {
    wire.answer(404, "<html>");

    ApiException refusal =
        refusal(
            (answer, said) -> {
              said.code("half.read");
              throw new IllegalStateException("not JSON");
            });

    assertThat(refusal.status()).isEqualTo(404);
    assertThat(refusal.failure().code()).contains("half.read");
    assertThat(refusal.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Tag("S0.4.13")
  void aRateLimitIsNeverASuccessWhateverItsStatus() {
    ErrorDecoder saysLimited =
        (answer, said) -> said.rateLimited().retryAfter(Duration.ofSeconds(3));
    ApiClient client = client(saysLimited);
    for (int i = 0; i < 4; i++) {
      wire.answer(400, "{}");
    }

    RetriesExhaustedException end =
        (RetriesExhaustedException) Calls.failureOf(client, Calls.create(client));

    assertThat(end.lastFailure()).isInstanceOf(RateLimitedException.class);
    assertThat(time.slept()).extracting(Duration::toSeconds).containsExactly(3L, 3L, 4L);
  }
}
