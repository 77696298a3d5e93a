// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which the parts of CXone word an error, each in our own words. */
final class CxoneErrors {
  /** Digital Engagement names fields, and the request by {@code uid}; published. */
  static final Refusals DIGITAL =
      new Refusals() {
        @Override
        public ApiResponse of(int status, String code, String message) {
          return digital(status, List.of(problem("", message, code)));
        }

        @Override
        public ApiResponse ofFields(List<FieldProblem> problems) {
          return digital(
              400,
              problems.stream()
                  .map(p -> problem(p.field(), "This value is not valid", p.code()))
                  .toList());
        }
      };

  /** The ACD says it in a header and answers no body; seen in clients. */
  static final Refusals ACD =
      (status, code, message) ->
          ApiResponse.of(
              status, Headers.of(Map.of("icStatusDescription", List.of(message))), new byte[0]);

  /** UserHub; {@code errorCode} is published, the name of its text is not. */
  static final Refusals USER_HUB =
      (status, code, message) ->
          JsonBody.answer(status, JsonText.object().put("errorCode", code).put("message", message));

  /** Discovery; published for the global services. */
  static final Refusals GLOBAL =
      (status, code, message) ->
          JsonBody.answer(
              status, JsonText.object().put("error", code).put("errorDescription", message));

  /** Token doors that speak OAuth (RFC 6749 section 5.2). */
  static final Refusals OAUTH =
      (status, code, message) ->
          JsonBody.answer(
              status, JsonText.object().put("error", code).put("error_description", message));

  private CxoneErrors() {}

  private static ApiResponse digital(int status, List<ObjectNode> problems) {
    ObjectNode body = JsonText.object();
    ArrayNode errors = body.putArray("errors");
    problems.forEach(errors::add);
    return JsonBody.answer(status, body.put("uid", UUID.randomUUID().toString()));
  }

  private static ObjectNode problem(String field, String message, String code) {
    ObjectNode problem = JsonText.object().put("field", field).put("message", message);
    problem.putObject("parameters");
    return problem.put("errorCode", code);
  }

  /** The wording of the part that serves that path. */
  static Refusals at(String path) {
    if (path.startsWith("/acd/")) {
      return ACD;
    }
    if (path.startsWith("/user-hub/")) {
      return USER_HUB;
    }
    if (path.startsWith("/global/.well-known/")) {
      return GLOBAL;
    }
    return path.startsWith("/global/") || path.startsWith("/central/") ? OAUTH : DIGITAL;
  }

  /** An error on demand; it says how long to wait only if told. */
  static ApiResponse ofStatus(Refusals refusals, int status, @Nullable Duration retryAfter) {
    String code =
        switch (status) {
          case 401 -> refusals == OAUTH ? "invalid_client" : "unauthorized";
          case 403 -> "forbidden";
          case 404 -> "not.found";
          case 429 -> "too.many.requests";
          case 503 -> "temporarily_unavailable";
          default -> status < 500 ? "invalid_request" : "server_error";
        };
    return Refusals.withRetryAfter(
        refusals.of(status, code, "The request ended in status " + status), retryAfter);
  }
}
