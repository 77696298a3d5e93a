// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.platform.Route.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** JSON objects as bodies of requests and answers. */
final class JsonBody {

  /** What is done with a body that is all right. */
  @FunctionalInterface
  interface Work {
    ApiResponse on(String id, ObjectNode body);
  }

  private JsonBody() {}

  /** Reads and checks the body before the work. */
  static Handler checked(
      Refusals refusals, Function<ObjectNode, List<FieldProblem>> check, Work work) {
    return (request, id) -> {
      if (!request.hasContentType("application/json")) {
        return refusals.of(415, "unsupported.media.type", "The body must be JSON");
      }
      Optional<ObjectNode> body = JsonText.parseObject(request.body());
      if (body.isEmpty()) {
        return refusals.of(400, "bad.request", "The body is not one JSON object");
      }
      List<FieldProblem> problems = check.apply(body.get());
      return problems.isEmpty() ? work.on(id, body.get()) : refusals.ofFields(problems);
    };
  }

  static ApiResponse answer(int status, JsonNode body) {
    Headers headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    return ApiResponse.of(status, headers, JsonText.write(body));
  }

  static ApiResponse noContent() {
    return ApiResponse.of(204, Headers.none(), new byte[0]);
  }
}
