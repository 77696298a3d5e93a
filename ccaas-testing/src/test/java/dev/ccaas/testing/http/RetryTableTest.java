// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are followed by another send, after which waits; counted at a raw server. */
class RetryTableTest {
  private final RawServer server = RawServer.start();
  private final FakeTime time = FakeTime.create(Instant.parse("2025-06-01T12:00:00Z"));
  private final ApiClient client =
      ApiClient.builder(server.uri())
          .time(time)
          .retry(RetryPolicy.builder().jitter(0).build())
          .build();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}: {2} sends, {3}")
  @CsvSource({
    "429, GET,    4, RetriesExhaustedException",
    "429, HEAD,   4, RetriesExhaustedException",
    "429, POST,   4, RetriesExhaustedException",
    "429, PUT,    4, RetriesExhaustedException",
    "429, PATCH,  4, RetriesExhaustedException",
    "429, DELETE, 4, RetriesExhaustedException",
    "502, GET,    4, RetriesExhaustedException",
    "502, HEAD,   4, RetriesExhaustedException",
    "502, POST,   1, PlatformFailureException",
    "502, PUT,    4, RetriesExhaustedException",
    "502, PATCH,  1, PlatformFailureException",
    "502, DELETE, 4, RetriesExhaustedException",
    "503, GET,    4, RetriesExhaustedException",
    "503, HEAD,   4, RetriesExhaustedException",
    "503, POST,   1, PlatformFailureException",
    "503, PUT,    4, RetriesExhaustedException",
    "503, PATCH,  1, PlatformFailureException",
    "503, DELETE, 4, RetriesExhaustedException",
    "504, GET,    4, RetriesExhaustedException",
    "504, HEAD,   4, RetriesExhaustedException",
    "504, POST,   1, PlatformFailureException",
    "504, PUT,    4, RetriesExhaustedException",
    "504, PATCH,  1, PlatformFailureException",
    "504, DELETE, 4, RetriesExhaustedException",
    "500, GET,    1, PlatformFailureException",
    "500, POST,   1, PlatformFailureException",
    "500, PUT,    1, PlatformFailureException",
    "500, DELETE, 1, PlatformFailureException",
    "501, GET,    1, PlatformFailureException",
    "505, GET,    1, PlatformFailureException",
    "599, GET,    1, PlatformFailureException",
    "300, GET,    1, PlatformFailureException",
    "301, GET,    1, PlatformFailureException",
    "302, POST,   1, PlatformFailureException",
    "303, POST,   1, PlatformFailureException",
    "304, GET,    1, PlatformFailureException",
    "307, POST,   1, PlatformFailureException",
    "308, PUT,    1, PlatformFailureException",
    "400, GET,    1, InvalidRequestException",
    "400, POST,   1, InvalidRequestException",
    "401, GET,    1, CredentialsException",
    "401, POST,   1, CredentialsException",
    "403, GET,    1, CredentialsException",
    "403, POST,   1, CredentialsException",
    "404, GET,    1, InvalidRequestException",
    "405, PUT,    1, InvalidRequestException",
    "407, GET,    1, InvalidRequestException",
    "408, GET,    1, InvalidRequestException",
    "409, POST,   1, InvalidRequestException",
    "410, GET,    1, InvalidRequestException",
    "412, PUT,    1, InvalidRequestException",
    "413, POST,   1, InvalidRequestException",
    "415, POST,   1, InvalidRequestException",
    "422, POST,   1, InvalidRequestException",
    "425, GET,    1, InvalidRequestException",
    "499, DELETE, 1, InvalidRequestException",
  })
  void statusAndMethodDecide(int status, String method, int sends, String outcome) {
    server.always(RawAnswer.answer(status, "Location: /elsewhere"));

    CcaasException end = Calls.failureOf(client, client.request(method, "/brands"));

    assertThat(server.requests()).hasSize(sends).allMatch(sent -> sent.method().equals(method));
    assertThat(end.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(time.slept()).isEqualTo(seconds(sends == 1 ? "" : "1 2 4"));
    if (end instanceof RetriesExhaustedException exhausted) {
      assertThat(exhausted.attempts()).isEqualTo(sends);
      assertThat(((ApiException) exhausted.lastFailure()).status()).isEqualTo(status);
      assertThat(end.getSuppressed()).hasSize(sends - 1);
    }
  }

  @ParameterizedTest(name = "{0}: waits {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After: 0                             | 1 2 4",
        "Retry-After: 1                             | 1 2 4",
        "Retry-After: 3                             | 3 3 4",
        "retry-after: 7                             | 7 7 7",
        "RETRY-AFTER: 7                             | 7 7 7",
        "Retry-After: 0007                          | 7 7 7",
        "Retry-After: 120                           | 120 120 120",
        "Retry-After: Sun, 01 Jun 2025 12:00:30 GMT | 30 2 4",
        "Retry-After: Sun, 01 Jun 2025 12:02:00 GMT | 120 2 4",
        "Retry-After: Sun, 01 Jun 2025 11:59:59 GMT | 1 2 4",
        "Retry-After: Sat, 01 Jan 2000 00:00:00 GMT | 1 2 4",
        "Retry-After: -5                            | 1 2 4",
        "Retry-After: +5                            | 1 2 4",
        "Retry-After: 7.5                           | 1 2 4",
        "Retry-After: 7 seconds                     | 1 2 4",
        "Retry-After: ٧                             | 1 2 4",
        "Retry-After: soon                          | 1 2 4",
        "Retry-After:                               | 1 2 4",
        "Retry-After: Mon, 01 Jun 2025 12:00:30 GMT | 1 2 4",
        "Retry-After: 2025-06-01T12:00:30Z          | 1 2 4",
        "Retry-After: 5~Retry-After: 9              | 9 9 9",
        "Retry-After: 9~retry-after: 5              | 9 9 9",
        "Retry-After: 6~Retry-After: soon           | 6 6 6",
        "Retry-After-Not: 9                         | 1 2 4",
      })
  void waitsAsLongAsRetryAfterAsksButNotLessThanTheBackOff(String fields, String waits) {
    server.always(RawAnswer.answer(429, fields.split("~")));

    CcaasException end =
        Calls.failureOf(client, client.request("POST", "/brands").deadline(Duration.ofHours(1)));

    assertThat(end).isInstanceOf(RetriesExhaustedException.class);
    assertThat(server.requests()).hasSize(4);
    assertThat(time.slept()).isEqualTo(seconds(waits));
  }

  @ParameterizedTest
  @CsvSource({"GET, 503", "PUT, 502", "DELETE, 504"})
  void waitsForRetryAfterOfOtherStatusesToo(String method, int status) {
    server.then(RawAnswer.answer(status, "Retry-After: 33")).always(RawAnswer.answer(200));

    client.send(client.request(method, "/brands").build());

    assertThat(time.slept()).isEqualTo(seconds("33"));
  }

  @ParameterizedTest(name = "{0}: carries {1} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After: 121                           | 121",
        "Retry-After: 7200                          | 7200",
        "Retry-After: 1000000000                    | 1000000000",
        "Retry-After: 2147483649                    | 2147483648",
        "Retry-After: 99999999999                   | 2147483648",
        "Retry-After: 99999999999999999999999999999 | 2147483648",
        "Retry-After: Sun, 01 Jun 2025 12:02:01 GMT | 121",
        "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT | 2147483648",
        "Retry-After: 1~Retry-After: 500            | 500",
      })
  void failsAtOnceWhenRetryAfterAsksForMoreThanTwoMinutes(String fields, long carried) {
    server.always(RawAnswer.answer(429, fields.split("~")));

    CcaasException end = Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(server.requests()).hasSize(1);
    assertThat(time.slept()).isEmpty();
    assertThat(end.getClass().getSimpleName()).isEqualTo("RateLimitedException");
    assertThat(((ApiException) end).failure().retryAfter()).contains(Duration.ofSeconds(carried));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void aRetryThatSucceedsReturnsItsAnswerAndWhatItCost(String method) {
    server.then(RawAnswer.answer(429)).then(RawAnswer.answer(429)).then(RawAnswer.answer(201));

    assertThat(client.send(client.request(method, "/brands").build()))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(201))
        .satisfies(answer -> assertThat(answer.sends()).isEqualTo(3));
  }

  @Test
  void aRetryThatIsRefusedEndsWithTheRefusalAndKeepsTheFirstFailure() {
    server.then(RawAnswer.answer(429)).then(RawAnswer.answer(400));

    CcaasException end = Calls.failureOf(client, client.request("POST", "/brands"));

    assertThat(end.getClass().getSimpleName()).isEqualTo("InvalidRequestException");
    assertThat(end.getSuppressed())
        .singleElement()
        .satisfies(first -> assertThat(first).hasMessageContaining("429"));
  }

  @Test
  void aCallerCanSayThatACreateMayBeRepeatedAndThatAReadMayNot() {
    server.always(RawAnswer.answer(503));

    Calls.failureOf(client, client.request("POST", "/search").repeatable(true));
    assertThat(server.requests()).hasSize(4);
    Calls.failureOf(client, client.request("GET", "/counter/next").repeatable(false));
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void theSameBytesAreSentEachTime() {
    server.always(RawAnswer.answer(429));

    Calls.failureOf(client, Calls.create(client));

    List<String> bodies =
        server.requests().stream().map(sent -> sent + new String(sent.body(), UTF_8)).toList();
    assertThat(bodies).hasSize(4).allMatch(bodies.get(0)::equals);
  }

  private static List<Duration> seconds(String list) {
    return list.isEmpty()
        ? List.of()
        : Stream.of(list.split(" ")).map(Long::valueOf).map(Duration::ofSeconds).toList();
  }
}
