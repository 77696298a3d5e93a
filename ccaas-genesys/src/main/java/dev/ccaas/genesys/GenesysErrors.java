// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.internal.Redaction;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the vendor's published error envelope, {@code ErrorBody}: message, code, contextId, details
 * and nested errors; the correlation id also from the header.
 */
final class GenesysErrors implements ErrorDecoder {
  static final String CORRELATION_ID = "ININ-Correlation-Id";

  private static final int MAX_NESTING = 3;

  @Override
  public void decode(ApiResponse answer, ApiFailure.Builder failure) {
    correlationId(answer).ifPresent(failure::correlationId);
    try {
      readEnvelope(Json.parse(answer.body()), answer, failure);
    } catch (IOException e) {
      if (answer.body().length > 0) {
        failure.message("the answer's body of " + answer.body().length + " bytes is no JSON");
      }
    }
  }

  /** Returns whether somebody else changed the thing in between: read it again, then write. */
  static boolean isVersionConflict(ApiFailure failure) {
    return says(failure, "does not match the current version");
  }

  /** Returns whether the platform knows the feature but has not built it. */
  static boolean isUnbuilt(ApiFailure failure) {
    return says(failure, "feature is not yet implemented");
  }

  /**
   * Returns whether a refusal is known to pass: the platform is still at work on the thing, or does
   * not see yet what the body refers to. Any other refusal is final.
   */
  private static boolean isTemporary(ApiFailure failure) {
    boolean unseen =
        failure.fieldErrors().stream().anyMatch(error -> error.message().equals("not.found"));
    return switch (failure.status()) {
      case 400 -> unseen || says(failure, "action.processing");
      case 409 -> says(failure, "action.processing");
      default -> false;
    };
  }

  private static boolean says(ApiFailure failure, String words) {
    return Stream.concat(
            Stream.of(failure.code().orElse(""), failure.message().orElse("")),
            failure.fieldErrors().stream().map(ApiFailure.FieldError::message))
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  static Optional<String> correlationId(ApiResponse answer) {
    return answer.headers().first(CORRELATION_ID).map(Redaction::redact);
  }

  private static void readEnvelope(JsonNode body, ApiResponse answer, ApiFailure.Builder failure) {
    JsonFields.shown(body, "message").ifPresent(failure::message);
    JsonFields.shown(body, "code").ifPresent(failure::code);
    if (correlationId(answer).isEmpty()) {
      JsonFields.shown(body, "contextId").ifPresent(failure::correlationId);
    }
    readDetails(body, failure, 0);
    if (isTemporary(failure.build())) {
      failure.temporary();
    }
  }

  private static void readDetails(JsonNode body, ApiFailure.Builder failure, int depth) {
    for (JsonNode detail : body.path("details")) {
      String field =
          JsonFields.shown(detail, "fieldName")
              .or(() -> JsonFields.shown(detail, "entityName"))
              .orElse("request");
      JsonFields.shown(detail, "errorCode").ifPresent(code -> add(failure, field, code));
    }
    for (JsonNode error : body.path("errors")) {
      String code = JsonFields.shown(error, "code").orElse("error");
      JsonFields.shown(error, "message").ifPresent(message -> add(failure, code, message));
      if (depth < MAX_NESTING) {
        readDetails(error, failure, depth + 1);
      }
    }
  }

  private static void add(ApiFailure.Builder failure, String field, String message) {
    failure.addFieldError(ApiFailure.FieldError.of(field, message));
  }
}
