// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

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

class CxoneErrorsTest {
  private final CxoneErrors errors = new CxoneErrors();

  private static ApiResponse answer(int status, Map<String, List<String>> headers, String body) {
    return ApiResponse.of(status, Headers.of(headers), body.getBytes(UTF_8));
  }

  private ApiFailure decode(int status, Map<String, List<String>> headers, String body) {
    ApiFailure.Builder failure = ApiFailure.builder("POST https://host/path", status);
    errors.decode(answer(status, headers, body), failure);
    return failure.build();
  }

  private ApiFailure decode(int status, String body) {
    return decode(status, Map.of(), body);
  }

  /** One row for each of the platform's envelopes, in each of its spellings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          digital        | {"errors": [{"field": "name", "message": "too long", "parameters": {}, "errorCode": "length"}], "uid": "u-1"} | length | too long | u-1
          authentication | {"error": "invalid_request", "errorDescription": "no tenant"}  | invalid_request | no tenant |
          OAuth          | {"error": "invalid_grant", "error_description": "wrong key"}   | invalid_grant   | wrong key |
          telephony      | {"error": "exists", "error_Description": "POC - already exists"} | exists        | POC - already exists |
          user hub       | {"errorCode": "E42", "message": "unknown user"}                | E42             | unknown user |
          """)
  void readsEachEnvelope(
      String part, String body, String code, String message, String correlationId) {
    ApiFailure failure = decode(400, body);

    assertThat(failure.code()).as(part).contains(code);
    assertThat(failure.message()).contains(message);
    assertThat(failure.correlationId().orElse(null)).isEqualTo(correlationId);
  }

  @Test
  void digitalErrorNamesItsFields() {
    ApiFailure failure =
        decode(
            400,
            "{\"errors\": [{\"field\": \"name\", \"message\": \"too long\"},"
                + " {\"message\": \"no field\"}]}");

    assertThat(failure.fieldErrors())
        .extracting(Object::toString)
        .containsExactly("name: too long", "request: no field");
  }

  @Test
  void telephonyTellsItsErrorInAHeaderWithoutABody() {
    ApiFailure failure = decode(404, Map.of("icstatusdescription", List.of("No such skill")), "");

    assertThat(failure.message()).contains("No such skill");
  }

  @Test
  void headerNamesTheCorrelationIdInAnyCase() {
    ApiFailure failure = decode(500, Map.of("correlationid", List.of("c-1")), "");

    assertThat(failure.correlationId()).contains("c-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>no</html>", "[1, 2]", "\"text\"", "{\"errors\": 7}", "{", "null"})
  void takesAnyBody(String body) {
    assertThat(decode(502, body).status()).isEqualTo(502);
    assertThat(errors.isFailure(answer(200, Map.of(), body))).isFalse();
  }

  @Test
  void bodyThatIsNoJsonDoesNotHideTheHeader() {
    ApiFailure failure = decode(400, Map.of("icStatusDescription", List.of("Bad skill")), "<html>");

    assertThat(failure.message()).contains("Bad skill");
    assertThat(decode(400, "<html>").message()).contains("the answer's body of 6 bytes is no JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"error": "", "error_Description": ""}                       | false
          200 | {"error": null}                                              | false
          200 | {"error": "exists", "error_Description": "already exists"}   | true
          200 | {"error_Description": "already exists"}                      | true
          200 | {"id": "b-1", "name": "x"}                                   | false
          206 | {"errorCount": 0, "results": [{"success": true}]}            | false
          206 | {"errorCount": 1, "results": [{"success": true}]}            | true
          206 | {"results": [{"success": false, "error": "no skill"}]}       | true
          201 | {"errorCount": 3}                                            | false
          """)
  void successIsAFailureIfItsBodySaysSo(int status, String body, boolean failure) {
    assertThat(errors.isFailure(answer(status, Map.of(), body))).isEqualTo(failure);
  }

  @Test
  void successInPartTellsWhichItemsFailed() {
    ApiFailure failure =
        decode(
            206,
            "{\"errorCount\": 1, \"results\": [{\"success\": true},"
                + " {\"success\": false, \"error\": \"no skill\"}]}");

    assertThat(failure.message()).contains("1 of the items failed");
    assertThat(failure.fieldErrors())
        .extracting(Object::toString)
        .containsExactly("item: no skill");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Max concurrent file uploads per business unit reached                          | true
          Number of queued work items exceeded port limit for this business unit         | true
          API Rate Exceeded                                                              | false
          """)
  void limitsThatAreNotAboutTimeAreKnown(String message, boolean standing) {
    ApiFailure inHeader = decode(429, Map.of("icStatusDescription", List.of(message)), "");
    ApiFailure inBody =
        decode(429, "{\"errors\": [{\"field\": \"\", \"message\": \"" + message + "\"}]}");

    assertThat(inHeader.isStandingLimit()).isEqualTo(standing);
    assertThat(inBody.isStandingLimit()).isEqualTo(standing);
    assertThat(inBody.isRateLimited()).isEqualTo(!standing);
  }

  @Test
  void sameWordsWithAnotherStatusAreNoLimit() {
    assertThat(decode(400, "{\"message\": \"exceeded port limit\"}").isStandingLimit()).isFalse();
  }

  @Test
  void credentialsInATextAreTakenOut() {
    ApiFailure failure = decode(400, "{\"message\": \"Bearer abcdefgh12345678 is no good\"}");

    assertThat(failure.message()).contains("Bearer *** is no good");
  }
}
