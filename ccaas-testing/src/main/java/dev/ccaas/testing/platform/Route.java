// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.http.ApiResponse;
import java.util.List;
import java.util.Optional;

/** One operation that a fake serves: method, path with parameters in braces, handler. */
final class Route {

  /** Which of a platform's doors an operation belongs to: each misbehaves on its own. */
  enum Door {
    TOKEN,
    /** What tells where the others are. */
    DISCOVERY,
    API
  }

  /** What an operation does. */
  @FunctionalInterface
  interface Handler {
    ApiResponse handle(IncomingRequest request, String id);
  }

  private final Door door;
  private final String method;
  private final List<String> segments;
  private final Handler handler;

  private Route(Door door, String method, String path, Handler handler) {
    this.door = door;
    this.method = method;
    this.segments = List.of(path.split("/", -1));
    this.handler = handler;
  }

  static Route token(String path, Handler handler) {
    return new Route(Door.TOKEN, "POST", path, handler);
  }

  static Route discovery(String path, Handler handler) {
    return new Route(Door.DISCOVERY, "GET", path, handler);
  }

  /** An API operation, given as method, space and path. */
  static Route api(String operation, Handler handler) {
    String[] methodAndPath = operation.split(" ", 2);
    return new Route(Door.API, methodAndPath[0], methodAndPath[1], handler);
  }

  Door door() {
    return door;
  }

  /** Method and path, such as {@code GET /api/v2/webchat/brands/{id}}. */
  String operation() {
    return method + " " + String.join("/", segments);
  }

  /**
   * The first parameter in the request's path (empty text if the route has none), or empty if it is
   * another path.
   */
  Optional<String> match(IncomingRequest request) {
    List<String> actual = request.segments();
    if (!method.equals(request.method()) || actual.size() != segments.size()) {
      return Optional.empty();
    }
    String id = "";
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).startsWith("{")) {
        id = id.isEmpty() ? actual.get(i) : id;
      } else if (!segments.get(i).equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(id);
  }

  ApiResponse handle(IncomingRequest request, String id) {
    return handler.handle(request, id);
  }
}
