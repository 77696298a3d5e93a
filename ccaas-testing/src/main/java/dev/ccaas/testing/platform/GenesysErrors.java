// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Errors in the form that Genesys Cloud publishes (its schema ErrorBody), in our own words. */
final class GenesysErrors {

  /** These words, for what other platforms serve too. */
  static final Refusals WORDING =
      new Refusals() {
        @Override
        public ApiResponse of(int status, String code, String message) {
          return error(status, code, message);
        }

        @Override
        public ApiResponse ofFields(List<FieldProblem> problems) {
          return invalidFields(problems);
        }
      };

  private GenesysErrors() {}

  static ApiResponse error(int status, String code, String message) {
    return answer(status, body(status, code, message));
  }

  static ApiResponse notFound(String what) {
    return WORDING.notFound(what);
  }

  static ApiResponse invalidField(String field, String code) {
    return invalidFields(List.of(new FieldProblem(field, code)));
  }

  static ApiResponse invalidFields(List<FieldProblem> problems) {
    List<String> fields = problems.stream().map(FieldProblem::field).toList();
    ObjectNode body = body(400, "bad.request", "Not valid: " + String.join(", ", fields));
    for (FieldProblem problem : problems) {
      body.withArray("details")
          .addObject()
          .put("errorCode", problem.code())
          .put("fieldName", problem.field());
    }
    return answer(400, body);
  }

  /** The answer to a client whose roles do not let it do this. */
  static ApiResponse missingPermissions(String permissions) {
    String message = "The client's roles lack the permission(s): " + permissions;
    ObjectNode body = body(403, "missing.permissions", message);
    body.putObject("messageParams").put("permissions", permissions);
    return answer(403, body);
  }

  /** The answer that an exhausted limit gets since 2021. */
  static ApiResponse tooManyRequests(long seconds) {
    String message = "Too many requests. Send it again in [" + seconds + "] seconds";
    ApiResponse answer = error(429, "too.many.requests.retry.after", message);
    Headers headers = answer.headers().with("Retry-After", Long.toString(seconds));
    return ApiResponse.of(429, headers, answer.body());
  }

  /** An error on demand, with the code that Genesys Cloud publishes for its status. */
  static ApiResponse ofStatus(int status, @Nullable Duration retryAfter) {
    if (status == 429 && retryAfter != null) {
      return tooManyRequests(wholeSeconds(retryAfter));
    }
    String code =
        switch (status) {
          case 400 -> "bad.request";
          case 401 -> "bad.credentials";
          case 403 -> "not.authorized";
          case 404 -> "not.found";
          case 413 -> "request.entity.too.large";
          case 415 -> "unsupported.media.type";
          case 429 -> "too.many.requests";
          case 503 -> "service.unavailable";
          default -> status < 500 ? "bad.request" : "internal.server.error";
        };
    return Refusals.withRetryAfter(
        error(status, code, "The request ended in status " + status), retryAfter);
  }

  private static long wholeSeconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static ObjectNode body(int status, String code, String message) {
    ObjectNode body =
        JsonText.object()
            .put("message", message)
            .put("code", code)
            .put("status", status)
            .put("contextId", UUID.randomUUID().toString());
    body.putArray("details");
    body.putArray("errors");
    return body;
  }

  private static ApiResponse answer(int status, ObjectNode body) {
    Map<String, List<String>> headers =
        Map.of(
            "Content-Type", List.of("application/json"),
            "ININ-Correlation-Id", List.of(body.get("contextId").asText()));
    return ApiResponse.of(status, Headers.of(headers), JsonText.write(body));
  }
}
