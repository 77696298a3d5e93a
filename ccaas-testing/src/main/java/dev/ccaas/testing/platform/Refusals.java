// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.http.ApiResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a platform, or one of its parts, words what it refuses. */
@FunctionalInterface
interface Refusals {

  /** A refusal of the whole request. */
  ApiResponse of(int status, String code, String message);

  /** The 400 to a body, or a query, with those faults. */
  default ApiResponse ofFields(List<FieldProblem> problems) {
    return of(
        400,
        "bad.request",
        "Not valid: " + problems.stream().map(FieldProblem::field).collect(joining(", ")));
  }

  /** The 404 to an id. */
  default ApiResponse notFound(String what) {
    return of(404, "not.found", "There is no " + what + " of that id");
  }

  /** The same answer, and how long to wait, in whole seconds, if that is told. */
  static ApiResponse withRetryAfter(ApiResponse answer, @Nullable Duration wait) {
    if (wait == null) {
      return answer;
    }
    String seconds = Long.toString(wait.plusNanos(999_999_999).toSeconds());
    return ApiResponse.of(
        answer.status(), answer.headers().with("Retry-After", seconds), answer.body());
  }
}
