// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Platforms that refuse with a status of success, and limits that waiting does not lift. */
class RefusalInSuccessTest {
  private final RecordingTransport wire = RecordingTransport.create();
  private final FakeTime time = FakeTime.create();
  private final ApiClient client =
      ApiClient.builder(URI.create("https://api.example.com"))
          .transport(wire)
          .time(time)
          .errors(new Vendor())
          .limiter(new Told(), request -> QuotaKey.of("us"))
          .build();

  private final List<RateLimitStatus> told = new ArrayList<>();

  /** Admits everything and keeps what it is told. */
  private final class Told implements RateLimiter {
    @Override
    public Decision tryAcquire(QuotaKey key, long permits) {
      return RateLimiter.unlimited().tryAcquire(key, permits);
    }

    @Override
    public void observe(QuotaKey key, RateLimitStatus status) {
      told.add(status);
    }
  }

  /** Says "error" in a body that it means as a refusal, "full" where no more may exist. */
  private static final class Vendor implements ErrorDecoder {
    @Override
    public boolean isFailure(ApiResponse answer) {
      return text(answer).contains("error");
    }

    @Override
    public void decode(ApiResponse answer, ApiFailure.Builder failure) {
      failure.message(text(answer));
      if (text(answer).contains("full")) {
        failure.standingLimit();
      }
    }

    private static String text(ApiResponse answer) {
      return new String(answer.body(), UTF_8);
    }
  }

  @Test
  void errorWithin200IsARefusalThatIsNotRepeated() {
    wire.answer(200, "error: exists");

    ApiException refusal = (ApiException) Calls.failureOf(client, Calls.create(client));

    assertThat(refusal).isInstanceOf(InvalidRequestException.class);
    assertThat(refusal.status()).isEqualTo(200);
    assertThat(refusal).hasMessageContaining("error: exists");
    assertThat(refusal.mayHaveBeenCarriedOut()).isFalse();
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void successInPartMayHaveBeenCarriedOut() {
    wire.answer(206, "error in one of two");

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(PlatformFailureException.class)
        .matches(e -> ((PlatformFailureException) e).mayHaveBeenCarriedOut());
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void successWithoutErrorPasses() {
    wire.answer(200, "fine");

    assertThat(client.send(Calls.create(client).build()).status()).isEqualTo(200);
  }

  @Test
  void standingLimitIsNotWaitedFor() {
    wire.answer(429, "full");

    ApiException refusal = (ApiException) Calls.failureOf(client, Calls.create(client));

    assertThat(refusal)
        .isInstanceOf(InvalidRequestException.class)
        .isNotInstanceOf(RateLimitedException.class);
    assertThat(refusal.failure().isStandingLimit()).isTrue();
    assertThat(refusal.failure().toBuilder().build().isRateLimited()).isFalse();
    assertThat(time.slept()).isEmpty();
  }

  /** A limiter that closes what was refused would close it for a wait that changes nothing. */
  @Test
  void standingLimitIsNoRefusalToTheLimiter() {
    Headers headers =
        Headers.of(Map.of("Retry-After", List.of("7"), "x-ratelimit-remaining", List.of("3")));
    wire.answer(ApiResponse.of(429, headers, "full".getBytes(UTF_8)));
    wire.answer(ApiResponse.of(429, headers, "slow down".getBytes(UTF_8)));
    wire.answer(200, "fine");
    Calls.failureOf(client, Calls.create(client));
    client.send(Calls.create(client).build());

    assertThat(told.get(0).isRefused()).isFalse();
    assertThat(told.get(0).retryAfter()).isEmpty();
    assertThat(told.get(0).remaining()).hasValue(3);
    assertThat(told.get(1).retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void anyOther429IsWaitedFor() {
    for (int i = 0; i < 4; i++) {
      wire.answer(429, "slow down");
    }

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(RetriesExhaustedException.class);
    assertThat(time.slept()).hasSize(3);
  }
}
