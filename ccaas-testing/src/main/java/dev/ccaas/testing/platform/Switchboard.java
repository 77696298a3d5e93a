// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.testing.platform.Route.Door;
import java.util.List;
import java.util.Optional;

/**
 * Takes each request to its route and to the fault that waits for it, and keeps a record. Guarded
 * by its platform.
 */
final class Switchboard {
  private final FakePlatform platform;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final RequestLog log = new RequestLog();

  Switchboard(FakePlatform platform) {
    this.platform = platform;
  }

  RequestLog log() {
    return log;
  }

  /** Makes the next so many requests at that door end so. */
  void misbehave(Door door, int times, Fault fault) {
    misbehaviour.add(door, times, requireNonNull(fault, "fault"));
  }

  /** Makes the next request of that operation, which must be served, end so. */
  void misbehave(String operation, Fault fault) {
    List<String> known = platform.routes().stream().map(Route::operation).toList();
    if (!known.contains(requireNonNull(operation, "operation"))) {
      throw new IllegalArgumentException(
          "operation: " + operation + " (expected: one of " + known + ")");
    }
    misbehaviour.add(operation, requireNonNull(fault, "fault"));
  }

  Outcome exchange(IncomingRequest request) {
    for (Route route : platform.routes()) {
      Optional<String> id = route.match(request);
      if (id.isPresent()) {
        Outcome outcome = serve(route, request, id.get());
        log.served(
            new RecordedRequest(request.method(), request.target(), outcome.visibleStatus()));
        return outcome;
      }
    }
    log.unexpected(new RecordedRequest(request.method(), request.target(), 404));
    return Outcome.whole(platform.error(request, 404, null));
  }

  private Outcome serve(Route route, IncomingRequest request, String id) {
    if (request.body().length > FakePlatform.MAX_BODY) {
      return Outcome.whole(platform.error(request, 413, null));
    }
    return misbehaviour
        .next(route)
        .map(
            fault ->
                fault.apply(
                    () -> route.handle(request, id),
                    (status, retryAfter) -> platform.error(request, status, retryAfter)))
        .orElseGet(() -> Outcome.whole(route.handle(request, id)));
  }

  void forget() {
    misbehaviour.clear();
    log.clear();
  }
}
