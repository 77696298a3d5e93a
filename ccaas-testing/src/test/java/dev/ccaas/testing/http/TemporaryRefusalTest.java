// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor's decoder and a vendor's list of rights add to a refusal. */
class TemporaryRefusalTest {
  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();

  private final ApiClient client =
      ApiClient.builder(URI.create("https://api.example.com"))
          .time(time)
          .transport(wire)
          .errors(
              (answer, failure) -> {
                if (answer.body().length > 2) {
                  failure.temporary();
                }
              })
          .retry(RetryPolicy.builder().jitter(0).build())
          .build();

  @Test
  void refusalForTheMomentIsRepeatedEvenForACreate() {
    wire.answer(400, "not yet").answer(409, "not yet").answer(200, "{}");

    client.send(Calls.create(client).build());

    assertThat(wire.requests()).hasSize(3);
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void refusalThatLastsEndsAfterThreeRetriesAndIsStillKnown() {
    wire.answer(400, "not yet")
        .answer(400, "not yet")
        .answer(400, "not yet")
        .answer(400, "not yet");

    RetriesExhaustedException end =
        (RetriesExhaustedException) Calls.failureOf(client, Calls.create(client));

    InvalidRequestException last = (InvalidRequestException) end.lastFailure();
    assertThat(last.failure().isTemporary()).isTrue();
    assertThat(last.failure().toBuilder().build().isTemporary()).isTrue();
  }

  @Test
  void refusalThatIsNotMarkedIsFinal() {
    wire.answer(400, "{}");

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(InvalidRequestException.class);

    assertThat(wire.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401, true", "403, true", "400, false", "404, false"})
  void refusalOfWhoAsksNamesTheRightsOfTheRequest(int status, boolean named) {
    Rights rights =
        Rights.of("POST /brands", List.of("brand:add", "brand:edit"), Scopes.of("brands", "all"));
    wire.answer(status, "{}");

    Throwable refusal = Calls.failureOf(client, Calls.create(client).rights(rights));

    String needs =
        "This request needs the permissions brand:add and brand:edit;"
            + " if scopes bound the token, one of all brands.";
    assertThat(refusal.getMessage().contains(needs)).isEqualTo(named);
  }

  @Test
  void rightsWithoutScopesNameThePermissionsOnly() {
    wire.answer(403, "{}");

    Throwable refusal =
        Calls.failureOf(
            client,
            Calls.create(client).rights(Rights.of("POST /b", List.of("a:b"), Scopes.none())));

    assertThat(refusal).hasMessageEndingWith("This request needs the permissions a:b.");
  }

  @Test
  void requestWithoutKnownRightsNamesNone() {
    wire.answer(403, "{}");

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .hasMessageNotContaining("This request needs");
    assertThat(Rights.none().isEmpty()).isTrue();
  }
}
