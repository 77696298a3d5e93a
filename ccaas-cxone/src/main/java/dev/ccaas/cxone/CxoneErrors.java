// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.ApiFailure.FieldError;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.internal.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads CXone's error envelopes, of which each part of the platform has one of its own: digital
 * ({@code errors[]}, {@code uid}), authentication ({@code error} with a description of three
 * spellings), telephony (header {@code icStatusDescription}, or an error in a body of 200), user
 * hub ({@code errorCode}), and successes in part (206).
 */
final class CxoneErrors implements ErrorDecoder {
  private static final List<String> DESCRIPTIONS =
      List.of("error_description", "errorDescription", "error_Description");

  /** Limits that the platform answers with 429 though no wait lifts them. */
  private static final List<String> STANDING_LIMITS =
      List.of("max concurrent file uploads", "exceeded port limit");

  private static final String STANDING_ADVICE =
      "Waiting does not lift this limit: let running work end, or have the limit raised.";

  /** An error in the body of a success, or a success in part. */
  @Override
  public boolean isFailure(ApiResponse answer) {
    if (answer.body().length == 0) {
      return false;
    }
    try {
      JsonNode body = Json.parse(answer.body());
      return answer.status() == 206 ? failsInPart(body) : error(body).isPresent();
    } catch (IOException e) {
      return false; // whoever wants JSON says so
    }
  }

  private static boolean failsInPart(JsonNode body) {
    return error(body).isPresent()
        || JsonFields.integer(body, "errorCount").orElse(0) > 0
        || items(body).findAny().isPresent();
  }

  /** An error of a JSON object: a code, or the description that stands for one. */
  private static Optional<String> error(JsonNode body) {
    return JsonFields.shown(body, "error").or(() -> description(body));
  }

  private static Optional<String> description(JsonNode body) {
    return DESCRIPTIONS.stream().flatMap(name -> JsonFields.shown(body, name).stream()).findFirst();
  }

  @Override
  public void decode(ApiResponse answer, ApiFailure.Builder failure) {
    answer
        .headers()
        .first("CorrelationId")
        .map(Redaction::redact)
        .ifPresent(failure::correlationId);
    Optional<String> header =
        answer.headers().first("icStatusDescription").filter(text -> !text.isBlank());
    header.map(Redaction::redact).ifPresent(failure::message);
    if (answer.body().length > 0) {
      readBody(answer, failure);
    }
    String said = failure.build().toString().toLowerCase(Locale.ROOT);
    if (answer.status() == 429 && STANDING_LIMITS.stream().anyMatch(said::contains)) {
      failure.standingLimit().advice(STANDING_ADVICE);
    }
  }

  private static void readBody(ApiResponse answer, ApiFailure.Builder failure) {
    JsonNode body;
    try {
      body = Json.parse(answer.body());
    } catch (IOException e) {
      if (failure.build().message().isEmpty()) {
        failure.message("the answer's body of " + answer.body().length + " bytes is no JSON");
      }
      return;
    }
    JsonFields.shown(body, "message").ifPresent(failure::message);
    description(body).ifPresent(failure::message);
    JsonFields.shown(body, "errorCode")
        .or(() -> JsonFields.shown(body, "error"))
        .ifPresent(failure::code);
    JsonFields.shown(body, "uid").ifPresent(failure::correlationId);
    readDigital(body, failure);
    items(body).forEach(error -> failure.addFieldError(FieldError.of("item", error)));
    JsonFields.integer(body, "errorCount")
        .filter(count -> count > 0)
        .ifPresent(count -> failure.message(count + " of the items failed"));
  }

  private static void readDigital(JsonNode body, ApiFailure.Builder failure) {
    for (JsonNode error : body.path("errors")) {
      String message = JsonFields.shown(error, "message").orElse("error");
      String field = JsonFields.shown(error, "field").orElse("request");
      failure.addFieldError(FieldError.of(field, message));
      if (failure.build().code().isEmpty()) {
        JsonFields.shown(error, "errorCode").ifPresent(failure::code);
      }
      if (failure.build().message().isEmpty()) {
        failure.message(message);
      }
    }
  }

  /** The errors of a success in part: of each item in an array that says success is false. */
  private static Stream<String> items(JsonNode body) {
    Stream.Builder<String> errors = Stream.builder();
    for (JsonNode list : body) {
      for (JsonNode item : list) {
        if (list.isArray() && JsonFields.flag(item, "success").equals(Optional.of(false))) {
          errors.add(error(item).orElse("failed without a reason"));
        }
      }
    }
    return errors.build();
  }
}
