// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysErrorsTest {

  @Test
  void readsThePublishedEnvelope() {
    ApiFailure failure =
        decode(
            400,
            """
            {"message": "Value [Private] is not valid for field type [Flow]",
             "code": "invalid.value", "status": 400, "entityId": "e", "entityName": "n",
             "messageWithParams": "Value [{v}]", "messageParams": {"v": "Private"},
             "contextId": "0b3c7a6e", "details": [], "errors": [], "limit": {"key": "k"}}
            """);

    assertThat(failure.message()).contains("Value [Private] is not valid for field type [Flow]");
    assertThat(failure.code()).contains("invalid.value");
    assertThat(failure.correlationId()).contains("0b3c7a6e");
    assertThat(failure.fieldErrors()).isEmpty();
    assertThat(failure.isRateLimited()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ININ-Correlation-Id", "inin-correlation-id", "Inin-Correlation-ID"})
  void headerNamesTheCorrelationIdInAnyCase(String header) {
    ApiResponse answer =
        ApiResponse.of(
            500,
            Headers.of(Map.of(header, List.of("from-header"))),
            "{\"contextId\": \"from-body\"}".getBytes(UTF_8));

    assertThat(decode(answer).correlationId()).contains("from-header");
  }

  @Test
  void readsFieldsFromDetailsAndNestedErrors() {
    ApiFailure failure =
        decode(
            400,
            """
            {"message": "m", "code": "bad.request",
             "details": [{"errorCode": "missing", "fieldName": "name"},
                         {"errorCode": "duplicate", "entityName": "brand"},
                         {"errorCode": "odd"}, {"fieldName": "silent"}, "text", null],
             "errors": [{"code": "inner.code", "message": "inner message",
                         "details": [{"errorCode": "deep", "fieldName": "settings.x"}]},
                        {"message": "no code"}, {"code": "no message"}]}
            """);

    assertThat(failure.fieldErrors())
        .extracting(Object::toString)
        .containsExactly(
            "name: missing",
            "brand: duplicate",
            "request: odd",
            "inner.code: inner message",
            "settings.x: deep",
            "error: no code");
  }

  @Test
  void nestedErrorsAreReadFourDeepAtMost() {
    assertThat(decode(400, nested(4)).fieldErrors()).hasSize(4);
    assertThat(decode(400, nested(5)).fieldErrors()).hasSize(4);
  }

  private static String nested(int depth) {
    return depth == 0 ? "{}" : "{\"errors\": [{\"message\": \"m\"}, " + nested(depth - 1) + "]}";
  }

  @Test
  void credentialsInTextsAreCutOut() {
    ApiFailure failure =
        decode(
            400,
            """
            {"message": "bad client_secret=Canary-1 in call\\nwith Bearer Canary-2-abcdef",
             "code": "password=Canary-3", "contextId": "secret=Canary-4",
             "details": [{"errorCode": "access_token=Canary-5", "fieldName": "apikey=Canary-6"}]}
            """);

    assertThat(failure.toString()).doesNotContain("Canary").contains("***").doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>Bad Gateway</html>|the answer's body of 24 bytes is no JSON",
        "{\"message\": |the answer's body of 11 bytes is no JSON",
        "''|",
        "[]|",
        "\"text\"|",
        "null|",
        "{}|",
        "{\"message\": 7}|7",
        "{\"message\": null, \"details\": {}, \"errors\": \"x\"}|"
      })
  void anyBodyIsTaken(String body, String message) {
    ApiFailure failure = decode(502, body);

    assertThat(failure.message().orElse(null)).isEqualTo(message);
    assertThat(failure.code()).isEmpty();
    assertThat(failure.fieldErrors()).isEmpty();
  }

  @Test
  void hugeTextIsCut() {
    String text = "x".repeat(1_000_000);

    ApiFailure failure = decode(400, "{\"message\": \"" + text + "\", \"code\": \"" + text + "\"}");

    assertThat(failure.message().orElseThrow()).hasSize(ApiFailure.MAX_TEXT + 1);
    assertThat(failure.code().orElseThrow()).hasSize(ApiFailure.MAX_TEXT + 1);
  }

  private static ApiFailure decode(int status, String body) {
    return decode(ApiResponse.of(status, Headers.none(), body.getBytes(UTF_8)));
  }

  private static ApiFailure decode(ApiResponse answer) {
    ApiFailure.Builder failure = ApiFailure.builder("POST https://gateway.test/x", answer.status());
    new GenesysErrors().decode(answer, failure);
    return failure.build();
  }
}
