// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesysLoginErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|description|rate limit exceeded; try again in 60 seconds|true",
        "400|error_description|rate limit exceeded;|true",
        "400|description|Rate limit exceeded|true",
        "400|description|the rate limit exceeded|false",
        "400|description|client not found|false",
        "401|description|rate limit exceeded;|false",
        "400|message|rate limit exceeded;|false",
        "429|description|slow down|true"
      })
  void rateLimitArrivesAsStatus400(int status, String field, String text, boolean limited) {
    ApiFailure failure =
        decode(status, "{\"error\": \"invalid_request\", \"" + field + "\": \"" + text + "\"}");

    assertThat(failure.isRateLimited()).isEqualTo(limited);
    assertThat(failure.code()).contains("invalid_request");
  }

  @Test
  void rateLimitAt400TellsTheCallerToWait() {
    ApiFailure failure =
        decode(
            400,
            "{\"error\": \"invalid_request\", \"description\": \"rate limit exceeded; wait\"}");

    assertThat(ApiException.of(failure))
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("rate limit exceeded; wait")
        .hasMessageContaining("Ask for fewer tokens");
  }

  @Test
  void standardDescriptionIsPreferredToTheVendorsOwn() {
    assertThat(decode(400, "{\"description\": \"own\", \"error_description\": \"std\"}").message())
        .contains("std");
    assertThat(decode(400, "{\"description\": \"own\"}").message()).contains("own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html>", "''", "[]", "{\"error\": {}}", "null"})
  void bodyThatIsNoErrorObjectAddsNothing(String body) {
    ApiFailure failure = decode(400, body);

    assertThat(failure.code()).isEmpty();
    assertThat(failure.message()).isEmpty();
    assertThat(failure.isRateLimited()).isFalse();
  }

  @Test
  void correlationIdIsReadEvenWithoutJson() {
    ApiFailure.Builder failure = ApiFailure.builder("POST https://login.test/oauth/token", 502);
    new GenesysLoginErrors()
        .decode(
            ApiResponse.of(
                502,
                Headers.of(Map.of("inin-correlation-id", List.of("c-9"))),
                "<html>".getBytes(UTF_8)),
            failure);

    assertThat(failure.build().correlationId()).contains("c-9");
  }

  @Test
  void credentialsInTextsAreCutOut() {
    ApiFailure failure =
        decode(
            400, "{\"error\": \"client_secret=Canary-1\", \"description\": \"password=Canary-2\"}");

    assertThat(failure.toString()).doesNotContain("Canary");
  }

  private static ApiFailure decode(int status, String body) {
    ApiFailure.Builder failure = ApiFailure.builder("POST https://login.test/oauth/token", status);
    new GenesysLoginErrors()
        .decode(ApiResponse.of(status, Headers.none(), body.getBytes(UTF_8)), failure);
    return failure.build();
  }
}
